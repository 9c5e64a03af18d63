// LEMON's minimum cost flow solvers as contenders: METHOD (simplex, scaling) and FILE on the command line, then a solve per line.
// Timed is what a user of LEMON does who has the arrays: building the graph and its maps, solving, reading the chosen pairs.

#include <lemon/cost_scaling.h>
#include <lemon/network_simplex.h>
#include <lemon/static_graph.h>
#include <sys/resource.h>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <iostream>
#include <string>
#include <utility>
#include <vector>

using lemon::StaticDigraph;

// Arrays of the file that bench/solver/peers/instance-file.ts describes.
struct Instance {
  int32_t participants, mentors, pairs, full, quotas;
  std::vector<int32_t> capacity, participant, mentor, score;

  explicit Instance(const char* path) {
    FILE* file = std::fopen(path, "rb");
    if (!file) throw std::runtime_error("cannot open the instance");
    const auto take = [file](void* to, size_t count) {
      if (std::fread(to, 4, count, file) != count) throw std::runtime_error("the instance is cut short");
    };
    take(&participants, 5);
    capacity.resize(participants + mentors);
    take(capacity.data(), capacity.size());
    for (auto* column : {&participant, &mentor, &score}) {
      column->resize(pairs);
      take(column->data(), pairs);
    }
    std::fclose(file);
  }
};

struct Answer {
  int64_t matched = 0, score = 0;
};

// Every participant sends one unit; mentors take up to their capacity. Where not everybody can be matched, a node takes the rest
// at more than any chain of exchanges can gain. Costs from 1, so that nobody sends a second unit.
template <class Solver>
Answer solve(const Instance& instance) {
  const int n = instance.participants, m = instance.mentors;
  const int64_t top = *std::max_element(instance.score.begin(), instance.score.end());
  std::vector<std::pair<int, int>> arcs;
  std::vector<int64_t> costs;
  const size_t count = instance.pairs + (instance.full ? 0 : n);
  arcs.reserve(count);
  costs.reserve(count);
  for (int participant = 0, pair = 0; participant < n; ++participant) {
    for (; pair < instance.pairs && instance.participant[pair] == participant; ++pair) {
      arcs.emplace_back(participant, n + instance.mentor[pair]);
      costs.push_back(top + 1 - instance.score[pair]);
    }
    if (!instance.full) {
      arcs.emplace_back(participant, n + m);
      costs.push_back((top + 2) * (n + 1));
    }
  }
  StaticDigraph graph;
  graph.build(n + m + 1, arcs.begin(), arcs.end());
  StaticDigraph::ArcMap<int64_t> cost(graph);
  StaticDigraph::ArcMap<int> upper(graph, 1);
  StaticDigraph::NodeMap<int> supply(graph, 0);
  for (size_t arc = 0; arc < arcs.size(); ++arc) cost[graph.arc(arc)] = costs[arc];
  for (int node = 0; node < n; ++node) supply[graph.node(node)] = 1;
  for (int node = n; node < n + m; ++node) supply[graph.node(node)] = -instance.capacity[node];
  supply[graph.node(n + m)] = instance.full ? 0 : -n;
  Solver solver(graph);
  solver.upperMap(upper).costMap(cost).supplyMap(supply);
  if (solver.run() != Solver::OPTIMAL) throw std::runtime_error("LEMON found no optimal flow");
  Answer answer;
  for (size_t arc = 0; arc < arcs.size(); ++arc) {
    if (arcs[arc].second == n + m || solver.flow(graph.arc(arc)) == 0) continue;
    ++answer.matched;
    answer.score += top + 1 - costs[arc];
  }
  return answer;
}

int main(int, char** words) {
  const std::string method = words[1];
  const Instance instance(words[2]);
  std::cout << "ready" << std::endl;
  for (std::string line; std::getline(std::cin, line);) {
    const auto begun = std::chrono::steady_clock::now();
    const Answer answer = method == "simplex" ? solve<lemon::NetworkSimplex<StaticDigraph, int, int64_t>>(instance)
                                              : solve<lemon::CostScaling<StaticDigraph, int, int64_t>>(instance);
    const std::chrono::duration<double, std::milli> taken = std::chrono::steady_clock::now() - begun;
    rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    std::cout << "{\"ms\":" << taken.count() << ",\"matched\":" << answer.matched << ",\"score\":" << answer.score
              << ",\"peakMiB\":" << usage.ru_maxrss / 1024 << "}" << std::endl;
  }
}
