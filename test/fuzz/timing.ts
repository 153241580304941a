/* eslint-disable @n8n/community-nodes/no-restricted-globals -- runs on the developer's machine, never inside n8n */
import { createHmac } from 'node:crypto';

import { safeEqual } from '../../nodes/shared/lib/safeEqual';
import { github } from '../../nodes/shared/signature/schemes';
import { verify } from '../../nodes/shared/signature/verify';
import { requestOf } from '../support/signed';

/**
 * Whether the time of a refusal tells how much of a forged proof is right: a sign test of pairs of forgeries, measured one
 * after the other in an order that is drawn. Neither what else the machine does nor a few slow calls count for much in it.
 * Beyond 4.5 standard deviations the two kinds differ with a confidence of more than 99.999 %.
 */
const LIMIT = 4.5;

/** What disturbs a round makes its difference large in either direction; a true difference has one direction. */
const ROUNDS = 5;
const PAIRS = 20_000;
/** How many refusals are timed as one, for the clock is no finer. */
const AT_A_TIME = 8;
export interface TimingResult {
	readonly what: string;
	/** Standard deviations from what chance gives; the median of the rounds. */
	readonly z: number;
	/** Whether it tells nothing; of the control, whether it tells. */
	readonly isGood: boolean;
}

/** Forgeries of which nearly all is right, and forgeries of which nothing is. */
interface Trial {
	readonly what: string;
	/** Leaks on purpose, to show that a leak would be found. */
	readonly isControl?: true;
	nearlyRight(): unknown;
	allWrong(): unknown;
}

function trials(): Trial[] {
	const secret = 'a secret that takes time to guess';
	const rawBody = Buffer.from(JSON.stringify({ id: 1, text: 'x'.repeat(200) }));
	const right = createHmac('sha256', secret).update(rawBody).digest('hex');
	const flipped = (character = '') => (character === '0' ? '1' : '0');
	const lastWrong = right.slice(0, -1) + flipped(right.at(-1));
	const allWrong = [...right].map(flipped).join('');
	const refusal = (signature: string) => {
		const headers = { 'x-hub-signature-256': `sha256=${signature}` };
		const request = requestOf({ rawBody, headers });
		return () => verify(github, [secret, ''], request);
	};
	const token = createHmac('sha256', secret).update('a token').digest('hex');
	const guess = (compare: (a: string, b: string) => boolean, text: string) => {
		// Of one kind in memory: a text that is put together is read in another time than one that is not.
		const given = Buffer.from(text).toString();
		return () => compare(token, given);
	};
	const nearly = token.slice(0, -1) + flipped(token.at(-1));
	const wrong = [...token].map(flipped).join('');
	return [
		{ what: 'a signature', nearlyRight: refusal(lastWrong), allWrong: refusal(allWrong) },
		{ what: 'a token', nearlyRight: guess(safeEqual, nearly), allWrong: guess(safeEqual, wrong) },
		{
			what: 'a comparison that ends early (control)',
			isControl: true,
			nearlyRight: guess(endsEarly, nearly),
			allWrong: guess(endsEarly, wrong),
		},
	];
}

function endsEarly(a: string, b: string): boolean {
	for (let at = 0; at < a.length; at++) if (a[at] !== b[at]) return false;
	return a.length === b.length;
}

/** Measures both kinds in turns whose order is drawn by `random` (0 to 1). */
export function timingTest(random: () => number): TimingResult[] {
	return trials().map((trial) => {
		const zs = Array.from({ length: ROUNDS }, () => round(trial, random)).sort((a, b) => a - b);
		const z = zs[Math.floor(ROUNDS / 2)] ?? NaN;
		const tells = Math.abs(z) >= LIMIT;
		return { what: trial.what, z, isGood: tells === (trial.isControl === true) };
	});
}

/** How far the share of pairs in which what is nearly right took longer is from a half. */
function round({ nearlyRight, allWrong }: Trial, random: () => number): number {
	let longer = 0;
	let differing = 0;
	for (let pair = 0; pair < PAIRS; pair++) {
		const nearFirst = random() < 0.5;
		const firstNs = timeOf(nearFirst ? nearlyRight : allWrong);
		const secondNs = timeOf(nearFirst ? allWrong : nearlyRight);
		// The first pairs are measured while the code is being compiled.
		if (pair < PAIRS / 10 || firstNs === secondNs) continue;
		differing++;
		if (firstNs > secondNs === nearFirst) longer++;
	}
	return (longer - differing / 2) / Math.sqrt(differing / 4);
}

/** In nanoseconds. */
function timeOf(run: () => unknown): number {
	const begun = process.hrtime.bigint();
	for (let i = 0; i < AT_A_TIME; i++) run();
	return Number(process.hrtime.bigint() - begun);
}
