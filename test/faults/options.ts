/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs on the developer's machine, never inside n8n */
import { parseArgs } from 'node:util';
import type { PublicationService } from './bed';
import { type Vendor, vendors } from './vendors';

/** The parts of the run. */
export const PARTS = ['traffic', 'fire', 'restarts'] as const;
export type Part = (typeof PARTS)[number];

/** What the command line asks for. */
export interface Options {
	readonly rounds: number;
	readonly parts: readonly Part[];
	readonly vendors: readonly Vendor[];
	readonly publication: readonly PublicationService[];
	/** The run ends after so long, finished or not. */
	readonly limitMs: number;
}

export const USAGE = `Usage: npm run test:faults -- registration [options]
  --rounds N            rounds of each combination under traffic (default 20)
  --only PART           ${PARTS.join(', ')}; may be given several times (default all)
  --vendor VENDOR       ${vendors.map(({ slug }) => slug).join(', ')}; may be given several times (default all)
  --publication on|off  n8n's ways to publish (default: both, one after the other)
  --minutes N           ends the run after so long, finished or not (default 120)`;

/** @throws Error with what is wrong */
export function readOptions(args: readonly string[]): Options {
	const { values, positionals } = parseArgs({
		args: [...args],
		allowPositionals: true,
		options: {
			rounds: { type: 'string', default: '20' },
			only: { type: 'string', multiple: true, default: [...PARTS] },
			vendor: { type: 'string', multiple: true, default: vendors.map(({ slug }) => slug) },
			publication: { type: 'string', multiple: true, default: ['on', 'off'] },
			minutes: { type: 'string', default: '120' },
		},
	});
	const [suite, ...others] = positionals;
	if (suite !== 'registration' || others.length > 0) {
		throw new Error(`Unknown: ${positionals.join(' ') || 'nothing given'}`);
	}
	return {
		rounds: wholeNumber('--rounds', values.rounds),
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
