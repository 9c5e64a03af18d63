import { expect, test } from 'vitest';
import { askInProcess } from '../../support/ask-in-process.ts';
import { cohortThatIsOver } from '../../support/cohort-that-is-over.ts';
import { mileOver } from '../../support/command-line.ts';
import { startInProcess } from '../../support/in-process-service.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

test('a terminal says what is due, erases it when it is told to, and then finds nothing more', async () => {
  const folder = temporaryFolder();
  const service = await startInProcess({ folder });
  try {
    const ask = askInProcess(service);
    const { id, name } = await cohortThatIsOver(ask);
    const dry = await mileOver(folder, 'retention');
    expect(dry.stdout).toContain(`“${name}”: ended 2021-12-04, due since 2023-12-04. To go: 55 applications`);
    expect(await ask('GET', `/api/cohorts/${id}`)).toMatchObject({ participants: 25, mentors: 30 });

    const applied = await mileOver(folder, 'retention', '--apply');
    expect(applied).toMatchObject({ code: 0, stderr: '' });
    expect(applied.stdout).toContain(`Erased: all personal data of “${name}”.`);
    expect(await ask('GET', `/api/cohorts/${id}`)).toMatchObject({ participants: 0, mentors: 0 });
    expect((await mileOver(folder, 'retention', '--apply')).stdout).toMatch(/Nothing is due\.\n$/u);
  } finally {
    await service.close();
  }
});
