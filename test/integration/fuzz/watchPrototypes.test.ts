/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-dangerous-functions -- runs on the developer's machine, never inside n8n */
import { spawn } from 'node:child_process';
import { once } from 'node:events';

import { changedPrototypes, watchingPrototypes } from '../../fuzz/watchPrototypes';
import { until } from '../../support/poll';
import { makeTempFolder, removeFolder } from '../../support/userFolder';

/** Does what a careless merge of hostile JSON does, when it is told to. */
const CARELESS = `
	process.stdin.on('data', () => {
		Object.prototype.polluted = true;
		Array.prototype.lastIndexOf = undefined;
		process.stdout.write('done');
	});`;

const isEmpty = (names: string[]) => names.length === 0;

test('tells which built-in prototypes a process has changed, and only those', async () => {
	const folder = await makeTempFolder();
	const careless = spawn(process.execPath, ['-e', CARELESS, '--', 'anything', 'start'], {
		env: { ...watchingPrototypes, N8N_USER_FOLDER: folder },
	});
	try {
		await until(async () => await changedPrototypes(folder).then(isEmpty, () => false), {
			what: 'the watch',
		});
		careless.stdin.write('now');
		await once(careless.stdout, 'data');

		expect(await changedPrototypes(folder)).toEqual([
			'Array.prototype.lastIndexOf',
			'Object.prototype.polluted',
		]);
		expect(await changedPrototypes(folder)).toEqual([]);
	} finally {
		careless.kill('SIGKILL');
		await removeFolder(folder);
	}
});
