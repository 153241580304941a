import { startSink, startSlack } from '../simulators';
import { makeCertificate } from '../support/certificate';
import { ensureHost } from '../support/host';
import { laneStarters } from '../support/lanes';
import { problemsInLog } from '../support/logScan';
import { prepareN8n } from '../support/n8n';
import { buildAndPack } from '../support/pack';
import { owner } from '../support/rest';
import { makeTempFolder, removeFolder } from '../support/userFolder';
import { PACKAGE } from '../support/workflows';
import { LaneRun, SIGNING_SECRET } from './laneRun';
import type { Report } from './report';
import { toTry, trustOf } from './toTry';

const COLUMNS = ['registered', 'received', 'rejected', 'delivered', 'in Slack', 'left'];

export interface DemoOptions {
	/** Waits after the last check, with n8n still running, until this resolves. */
	keepOpenUntil?: Promise<void>;
	/** Takes what has to be undone in the end, in reverse order, whatever happens. */
	onEnd(undo: () => Promise<void>): void;
}

/** The demo, from nothing to the final table. Everything that is not as it should be ends up in the report. */
export async function runDemo(
	report: Report,
	{ keepOpenUntil, onEnd }: DemoOptions,
): Promise<void> {
	report.section('Preparing');
	const host = await ensureHost((line) => report.note(line));
	report.note(`n8n ${host.n8nVersion} stands in ${host.dir}`);
	const folder = await makeTempFolder();
	onEnd(async () => await removeFolder(folder));
	const { tarball, bytes } = await buildAndPack(folder);
	report.note(`Package built and packed: ${Math.ceil(bytes / 1024)} KB`);
	report.note('Starting n8n for the first time, in an empty folder; its migrations take a minute');
	const certificate = makeCertificate();
	const env = await trustOf(certificate, onEnd);
	const n8n = await prepareN8n({ host, tarball, firstStart: true, env });
	onEnd(async () => await n8n.dispose());
	await removeFolder(folder);
	await n8n.start();
	const types = (await n8n.rest.nodeTypes()).filter(({ name }) => name.startsWith(`${PACKAGE}.`));
	const names = types.map(({ displayName }) => String(displayName)).join(', ');
	report.check(types.length > 0, `n8n runs at ${n8n.url} and offers: ${names}`);

	const sink = await startSink();
	onEnd(async () => await sink.close());
	const slack = await startSlack();
	onEnd(async () => await slack.close());
	const lanes = await Promise.all(laneStarters.map(async (start) => await start()));
	for (const lane of lanes) onEnd(async () => await lane.close());
	const runs = lanes.map((lane) => new LaneRun(lane, n8n, sink, slack, report));
	const each = async (title: string, step: (run: LaneRun) => Promise<void>) => {
		report.section(title);
		for (const run of runs.filter(({ gaveUp }) => !gaveUp)) {
			await step(run).catch((error: Error) => run.giveUp(error));
		}
	};

	const signing = await n8n.rest.createCredential('webhookSigningSecretApi', {
		secret: SIGNING_SECRET,
	});
	await each('Registering at the vendors', async (run) => await run.register(signing));
	await each('Delivering the documented payloads', async (run) => await run.deliver());
	await each('Attacking', async (run) => await run.attack());
	await each('Forwarding, through two failures', async (run) => await run.forwarded());
	await each('Telling Slack', async (run) => await run.notified());
	await each('Deactivating', async (run) => await run.unregister());

	report.section('Log of n8n');
	const problems = problemsInLog(n8n.logs(), [host.dir]);
	for (const line of problems) report.fail(line.slice(0, 500));
	if (problems.length === 0) report.check(true, 'no error of this package');

	report.table(
		['vendor', ...COLUMNS],
		runs.map(({ lane, cells }) => [
			{ text: lane.title, ok: true },
			...COLUMNS.map((column) => cells[column] ?? { text: '-', ok: false }),
		]),
	);
	if (keepOpenUntil) {
		report.print(`\nn8n stays open at ${n8n.url}`);
		report.print(`Log in as ${owner.email} with ${owner.password}. End with Ctrl-C.`);
		await toTry(report, { rest: n8n.rest, certificate, onEnd });
		await keepOpenUntil;
	}
}
