/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports -- runs on the developer's machine, never inside n8n */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { startOpenWork, startSlack } from '../simulators';
import type { Certificate } from '../support/certificate';
import { startHttpsFront } from '../support/httpsFront';
import type { RestClient } from '../support/rest';
import { makeTempFolder, removeFolder } from '../support/userFolder';
import type { DemoOptions } from './run';
import type { Report } from './report';

const LOOK_EVERY_MS = 500;

/** The credentials of the first automation, which its user makes. */
const TO_BE_MADE = ['openWorkApi', 'slackWebhookApi'];

/** What n8n needs in its environment to take a simulator at an HTTPS address for genuine. */
export async function trustOf(
	{ cert }: Certificate,
	onEnd: DemoOptions['onEnd'],
): Promise<Record<string, string>> {
	const folder = await makeTempFolder();
	onEnd(async () => await removeFolder(folder));
	const file = join(folder, 'certificate.pem');
	await writeFile(file, cert);
	return { NODE_EXTRA_CA_CERTS: file };
}

/** Starts an OpenWork and a Slack for the README's first automation, and says what to enter in n8n. */
export async function toTry(
	report: Report,
	{
		rest,
		certificate,
		onEnd,
	}: { rest: RestClient; certificate: Certificate; onEnd: DemoOptions['onEnd'] },
): Promise<void> {
	for (const { id, type } of await rest.credentials()) {
		if (TO_BE_MADE.includes(type)) await rest.deleteCredential(id);
	}
	const openWork = await startOpenWork({ dialect: 'as found' });
	onEnd(async () => await openWork.close());
	const slack = await startSlack();
	onEnd(async () => await slack.close());
	const front = await startHttpsFront(slack.url, certificate);
	onEnd(async () => await front.close());
	report.section('For the first automation of the README');
	report.print(`OpenWork  Base URL     ${openWork.url}`);
	report.print(`          Token        ${openWork.token}`);
	report.print(`Slack     Webhook URL  ${front.of(slack.addHook())}`);
	report.print('What comes to that Slack is shown here.');

	let shown = 0;
	const looking = setInterval(() => {
		for (const { message } of slack.messages.slice(shown)) {
			shown++;
			report.print(`Slack has a message: ${String(message.text)}`);
		}
	}, LOOK_EVERY_MS);
	onEnd(async () => clearInterval(looking));
}
