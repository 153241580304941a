/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports -- runs on the developer's machine, never inside n8n */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { makeCertificate } from '../support/certificate';
import { ensureHost } from '../support/host';
import { problemsInLog } from '../support/logScan';
import { prepareN8n } from '../support/n8n';
import { buildAndPack } from '../support/pack';
import { makeTempFolder, removeFolder } from '../support/userFolder';
import { shareWithTests } from './shared';

let tearDown: (() => Promise<void>) | undefined;

/** Jest's globalSetup: one n8n for all end-to-end tests, with the package installed as a user installs it. */
export async function setUpAll(): Promise<void> {
	const host = await ensureHost((line) => process.stderr.write(`${line}\n`));
	const folder = await makeTempFolder();
	const { tarball } = await buildAndPack(folder);
	const certificate = makeCertificate();
	const certificateFile = join(folder, 'certificate.pem');
	await writeFile(certificateFile, certificate.cert);
	const env = { NODE_EXTRA_CA_CERTS: certificateFile };
	const n8n = await prepareN8n({ host, tarball, env });
	tearDown = async () => {
		const problems = problemsInLog(n8n.logs(), [host.dir]);
		await n8n.dispose();
		await removeFolder(folder);
		if (problems.length > 0) throw new Error(`Errors in n8n's log:\n${problems.join('\n')}`);
	};
	await n8n.start();
	shareWithTests({ url: n8n.url, tarball, certificate });
}

/** Jest's globalTeardown: ends that n8n; fails when its log tells of trouble with the package. */
export async function tearDownAll(): Promise<void> {
	await tearDown?.();
}
