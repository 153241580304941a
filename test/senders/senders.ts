/* eslint-disable @n8n/community-nodes/no-restricted-globals -- runs on the developer's machine, never inside n8n */
import { log, runCommand } from '../faults/command';
import { inParallel } from '../faults/parallel';
import type { RestClient } from '../support/rest';
import { senderVectors } from '../support/senderVectors';
import { addressed } from './ownAddress';
import { partsOf, type Played, playPart, withoutSender } from './play';
import { reportOf } from './report';

const LIMIT_MS = 15 * 60_000;
const AT_ONCE = 6;

/**
 * Plays the vectors of all senders to a real n8n, or those of the senders whose names hold one of the words. Progress
 * goes to stderr, the table to stdout.
 */
async function play(rest: RestClient, words: readonly string[]): Promise<Played[]> {
	const isWanted = (...names: string[]) =>
		words.length === 0 ||
		words.some((word) => names.some((name) => name.toLowerCase().includes(word.toLowerCase())));
	const vectors = senderVectors().filter(({ name, senders }) => isWanted(name, ...senders));
	const own = addressed.filter(({ vector, sender }) => isWanted(vector.name, sender));
	const tasks = [
		...partsOf(vectors).map((part) => async () => await playPart(rest, part)),
		...own.map((part) => async () => await playPart(rest, part, part.requestsAt)),
	];
	let done = 0;
	const played = await inParallel(
		tasks.map((task) => async () => {
			const rows = await task();
			done++;
			if (done % 20 === 0) log(`${done} of ${tasks.length} senders and vectors`);
			return rows;
		}),
		AT_ONCE,
	);
	return [...played.flat(), ...withoutSender(vectors)];
}

void runCommand(LIMIT_MS, async (bed) => {
	const { rest } = await bed.start('on');
	log('n8n has started');
	const { text, isGood } = reportOf(await play(rest, process.argv.slice(2)));
	process.stdout.write(`${text}\n`);
	return isGood;
});
