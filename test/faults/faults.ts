/* eslint-disable @n8n/community-nodes/no-restricted-globals -- runs on the developer's machine, never inside n8n */
import type { Bed } from './bed';
import { log, runCommand } from './command';
import { type Options, readOptions, REGISTRATION, usage } from './options';
import { registration } from './registration';
import { type PartResult, resultText } from './result';
import { suites } from './suites';

const NAMES = [...suites.map(({ name }) => name), REGISTRATION];

/** Tries the package on a real n8n. Progress goes to stderr, the counts to stdout. Returns whether nothing was missed. */
async function run(bed: Bed, options: Options): Promise<boolean> {
	let ok = true;
	const show = (result: PartResult) => {
		process.stdout.write(`\n${resultText(result)}\n`);
		ok &&= result.misses.length === 0;
	};
	for (const suite of suites) {
		if (!options.suites.includes(suite.name)) continue;
		const { quick, seed, only } = options;
		const say = (line: string) => log(`${suite.name}: ${line}`);
		(await suite.run(bed, { quick, seed, only, log: say })).forEach(show);
	}
	if (options.suites.includes(REGISTRATION)) await registration(bed, options, { log, show });
	return ok;
}

try {
	const options = readOptions(process.argv.slice(2), NAMES);
	void runCommand(options.limitMs, async (bed) => await run(bed, options));
} catch (error) {
	process.stderr.write(`${(error as Error).message}\n${usage(NAMES)}\n`);
	process.exitCode = 2;
}
