/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs on the developer's machine, never inside n8n */
import { parseArgs } from 'node:util';
import type { PublicationService } from './bed';
import { type Vendor, vendors } from './vendors';

/** What `registration` consists of. */
export const PARTS = ['traffic', 'fire', 'restarts'] as const;
export type Part = (typeof PARTS)[number];

export const REGISTRATION = 'registration';

/** What the command line asks for. */
export interface Options {
	/** The parts of the command, in this order. */
	readonly suites: readonly string[];
	/** Whether the short form is wanted. */
	readonly quick: boolean;
	/** Of the random moments and numbers. */
	readonly seed: number;
	/** Cases of a part whose names hold it. */
	readonly only: string;
	readonly rounds: number;
	readonly parts: readonly Part[];
	readonly vendors: readonly Vendor[];
	readonly publication: readonly PublicationService[];
	/** The run ends after so long, finished or not. */
	readonly limitMs: number;
}

/** @param suites names of the parts */
export const usage = (suites: readonly string[]) => `Usage: npm run test:faults -- [part] [options]
  part: ${suites.join(', ')} (default all, one after the other)
  --quick               a short form of each part
  --seed N              of what is random (default 1)
  --case WORD           cases of a part whose names hold it (default all)
  --minutes N           ends the run after so long, finished or not (default 300)
For registration:
  --rounds N            rounds of each combination under traffic (default 20; 2 with --quick)
  --only PART           ${PARTS.join(', ')}; may be given several times (default all)
  --vendor VENDOR       ${vendors.map(({ slug }) => slug).join(', ')}; may be given several times (default all)
  --publication on|off  n8n's ways to publish (default: both, one after the other)`;

/**
 * @param suites names of the parts
 * @throws Error with what is wrong
 */
export function readOptions(args: readonly string[], suites: readonly string[]): Options {
	const { values, positionals } = parseArgs({
		args: [...args],
		allowPositionals: true,
		options: {
			quick: { type: 'boolean', default: false },
			case: { type: 'string', default: '' },
			seed: { type: 'string', default: '1' },
			rounds: { type: 'string' },
			only: { type: 'string', multiple: true, default: [...PARTS] },
			vendor: { type: 'string', multiple: true, default: vendors.map(({ slug }) => slug) },
			publication: { type: 'string', multiple: true, default: ['on', 'off'] },
			minutes: { type: 'string', default: '300' },
		},
	});
	const unknown = positionals.filter((name) => !suites.includes(name));
	if (unknown.length > 0) throw new Error(`Unknown: ${unknown.join(' ')}`);
	const { quick } = values;
	return {
		suites: positionals.length > 0 ? suites.filter((name) => positionals.includes(name)) : suites,
		quick,
		seed: wholeNumber('--seed', values.seed),
		only: values.case,
		rounds: wholeNumber('--rounds', values.rounds ?? (quick ? '2' : '20')),
		parts: values.only.map((name) => oneOf('--only', name, PARTS)),
		vendors: values.vendor.map((name) => {
			const slug = oneOf(
				'--vendor',
				name,
				vendors.map(({ slug }) => slug),
			);
			return vendors.find((vendor) => vendor.slug === slug) as Vendor;
		}),
		publication: values.publication.map((name) => oneOf('--publication', name, ['on', 'off'])),
		limitMs: wholeNumber('--minutes', values.minutes) * 60_000,
	};
}

function oneOf<T extends string>(option: string, given: string, known: readonly T[]): T {
	const found = known.find((value) => value === given);
	if (found === undefined) throw new Error(`${option} has to be one of ${known.join(', ')}`);
	return found;
}

function wholeNumber(option: string, given: string): number {
	const number = Number(given);
	if (!Number.isInteger(number) || number < 1)
		throw new Error(`${option} has to be a whole number`);
	return number;
}
