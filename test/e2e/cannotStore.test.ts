/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs on the developer's machine, never inside n8n */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { ensureHost, type Host } from '../support/host';
import { laneStarters } from '../support/lanes';
import { prepareN8n, type N8n } from '../support/n8n';
import { until } from '../support/poll';
import { closeLanes, openLane, type OpenLane } from './lane';
import { sharedWithTests } from './shared';

const ONCE = { maxAttempts: 1 };

let host: Host;
let n8n: N8n;

beforeAll(async () => {
	host = await ensureHost(() => undefined);
	n8n = await prepareN8n({ host, tarball: sharedWithTests().tarball });
	await n8n.start();
});

afterEach(async () => {
	await sql('DROP TRIGGER IF EXISTS no_executions');
	await closeLanes();
});
afterAll(async () => await n8n?.dispose());

/** Runs a statement in n8n's database, by the SQLite that n8n brings. */
async function sql(statement: string): Promise<void> {
	const script = `const { Database } = require('sqlite3');
const [file, statement] = process.argv.slice(1);
const database = new Database(file);
database.configure('busyTimeout', 10000);
database.exec(statement, (error) => { if (error) throw error; });
database.close();`;
	const file = join(n8n.folder, '.n8n', 'database.sqlite');
	await promisify(execFile)(host.nodeBinary, ['-e', script, file, statement], { cwd: host.dir });
}

async function refuseExecutions(): Promise<void> {
	await sql(
		`CREATE TRIGGER no_executions BEFORE INSERT ON execution_entity
			BEGIN SELECT RAISE(ABORT, 'no room for executions'); END`,
	);
}

/** Sends an event that n8n cannot store. */
async function sendInVain(lane: OpenLane['lane']) {
	await refuseExecutions();
	const sent = await lane.deliver(ONCE);
	await sql('DROP TRIGGER no_executions');
	return { status: sent.attempts[0]?.status ?? 0, body: sent.request.body };
}

describe.each(laneStarters.map((start) => ({ name: start.name, start })))('$name', ({ start }) => {
	test('does not acknowledge an event that n8n could not store', async () => {
		const { lane } = await openLane(start, n8n.rest);
		const { status } = await sendInVain(lane);
		expect(status).toBeGreaterThanOrEqual(500);
	});

	test('executes the repetition of an event that was answered with an error', async () => {
		const { lane, workflowId } = await openLane(start, n8n.rest);
		const { status, body } = await sendInVain(lane);

		const again = await lane.deliver({ body, ...ONCE });

		if (status >= 200 && status < 300) return; // A sender that was told 200 does not repeat.
		expect(again.attempts[0]).toMatchObject({ status: 200, body: '{"received":true}' });
		await until(async () => (await n8n.rest.executionCount(workflowId)) === 1, {
			what: 'the repetition to be executed',
		});
	});
});
