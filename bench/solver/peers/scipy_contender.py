"""scipy's assignment solvers as contenders: METHOD (dense, sparse) and FILE on the command line, then a solve per line.

Timed is what a user of scipy does who has the arrays: building the matrix, solving, reading the chosen pairs.
"""

import json
import resource
import sys
import time

import numpy as np
from scipy.optimize import linear_sum_assignment
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import min_weight_full_bipartite_matching


class Instance:
    """Arrays of the file that bench/solver/peers/instance-file.ts describes."""

    def __init__(self, path):
        numbers = np.fromfile(path, dtype=np.int32)
        n, m, e, full, _ = (int(number) for number in numbers[:5])
        columns = numbers[5 + n + m : 5 + n + m + 3 * e]
        self.n, self.m, self.full = n, m, full == 1
        self.capacity = numbers[5 + n : 5 + n + m]
        self.participant, self.mentor, self.score = columns.reshape(3, e)
        # Scores again, by key of the pair, to value an answer outside the timed part.
        self.key = self.participant.astype(np.int64) * m + self.mentor

    def value(self, participant, mentor):
        at = np.searchsorted(self.key, participant.astype(np.int64) * self.m + mentor)
        return int(self.score[at].sum())


def dense(instance):
    """Forbidden pairs cost more than any chain of exchanges can gain; mentors stand once for each place."""
    top = int(instance.score.max())
    forbidden = float(top + 1) * (instance.n + 1)
    cost = np.full((instance.n, instance.m), forbidden)
    cost[instance.participant, instance.mentor] = top - instance.score
    mentor_of = None
    if instance.capacity.max() > 1:
        mentor_of = np.repeat(np.arange(instance.m), instance.capacity)
        cost = cost[:, mentor_of]
    rows, places = linear_sum_assignment(cost)
    kept = cost[rows, places] < forbidden
    mentors = places if mentor_of is None else mentor_of[places]
    return rows[kept], mentors[kept]


def sparse(instance):
    """Costs from 1 (a stored 0 is no edge); where not everybody can be matched, each has a dear column of their own."""
    n, top = instance.n, int(instance.score.max())
    cost = (top + 1 - instance.score).astype(np.float64)
    row, column, places = instance.participant, instance.mentor, instance.m
    mentor_of = np.arange(instance.m)
    if instance.capacity.max() > 1:
        copies = instance.capacity[column]
        first = np.concatenate(([0], np.cumsum(instance.capacity)))
        offset = np.arange(copies.sum()) - np.repeat(np.cumsum(copies) - copies, copies)
        row, cost = np.repeat(row, copies), np.repeat(cost, copies)
        column = np.repeat(first[column], copies) + offset
        mentor_of = np.repeat(mentor_of, instance.capacity)
        places = int(first[-1])
    if instance.full:
        starts = np.concatenate(([0], np.cumsum(np.bincount(row, minlength=n))))
        matrix = csr_matrix((cost, column, starts), shape=(n, places))
    else:
        row = np.concatenate((row, np.arange(n)))
        column = np.concatenate((column, places + np.arange(n)))
        cost = np.concatenate((cost, np.full(n, float(top + 2) * (n + 1))))
        matrix = csr_matrix((cost, (row, column)), shape=(n, places + n))
    rows, chosen = min_weight_full_bipartite_matching(matrix)
    kept = chosen < places
    return rows[kept], mentor_of[chosen[kept]]


def main():
    method = {"dense": dense, "sparse": sparse}[sys.argv[1]]
    instance = Instance(sys.argv[2])
    print("ready", flush=True)
    for _ in sys.stdin:
        begun = time.perf_counter()
        participants, mentors = method(instance)
        ms = 1000 * (time.perf_counter() - begun)
        answer = {
            "ms": ms,
            "matched": len(participants),
            "score": instance.value(participants, mentors),
            "peakMiB": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        }
        print(json.dumps(answer), flush=True)


main()
