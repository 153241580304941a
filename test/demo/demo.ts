/* eslint-disable @n8n/community-nodes/no-restricted-globals -- runs on the developer's machine, never inside n8n */
import { Report } from './report';
import { runDemo } from './run';

const INTERRUPTED = 130;

async function main(): Promise<void> {
	const report = new Report();
	const undos: Array<() => Promise<void>> = [];
	const interrupted = new Promise<void>((resolve) => {
		for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
			process.on(signal, () => resolve());
		}
	});
	const keepOpen = process.argv.includes('--keep-open');
	const demo = runDemo(report, {
		keepOpenUntil: keepOpen ? interrupted : undefined,
		onEnd: (undo) => undos.unshift(undo),
	}).catch((error: Error) => report.fail(error.stack ?? error.message));

	const ended = await Promise.race([
		demo.then(() => 'done'),
		interrupted.then(() => 'interrupted'),
	]);
	if (ended === 'interrupted') report.print('\nCleaning up');
	for (const undo of undos) await undo().catch((error: Error) => report.fail(error.message));

	const { failures, elapsedSeconds } = report;
	if (ended === 'interrupted') process.exit(keepOpen && failures.length === 0 ? 0 : INTERRUPTED);
	report.print(
		failures.length === 0
			? `\nAll as it should be, in ${elapsedSeconds} s.`
			: `\n${failures.length} failed, in ${elapsedSeconds} s:\n${failures.map((line) => `  ✗ ${line}`).join('\n')}`,
	);
	process.exit(failures.length === 0 ? 0 : 1);
}

void main();
