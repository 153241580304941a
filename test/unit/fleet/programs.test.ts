/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs on the developer's machine, never inside n8n */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { findPrograms } from '../../fleet/programs';

let folder: string;
let other: string;

beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'programs-'));
	other = join(folder, 'other');
	mkdirSync(other);
});

afterEach(() => rmSync(folder, { recursive: true }));

function install(inFolder: string, ...names: string[]): void {
	for (const name of names) writeFileSync(join(inFolder, name), '', { mode: 0o755 });
}

it('finds every program, in the first folder that has it', () => {
	install(folder, 'initdb', 'postgres', 'psql', 'redis-server');
	install(other, 'psql', 'haproxy', 'nginx');

	expect(findPrograms([folder, other])).toEqual({
		initdb: join(folder, 'initdb'),
		postgres: join(folder, 'postgres'),
		psql: join(folder, 'psql'),
		redis: join(folder, 'redis-server'),
		haproxy: join(other, 'haproxy'),
		nginx: join(other, 'nginx'),
	});
});

it('says what to install, each package once', () => {
	install(folder, 'haproxy', 'psql');
	writeFileSync(join(folder, 'nginx'), 'not executable', { mode: 0o644 });

	expect(() => findPrograms([folder])).toThrow(
		'A fleet needs more than n8n. Please install: apt-get install postgresql redis-server nginx',
	);
});
