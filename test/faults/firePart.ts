import { startSink } from '../simulators';
import type { RestClient } from '../support/rest';
import { type Cell, cellName, type CellResult, type Phase, PHASES, tryCell } from './fireCell';
import { type Misbehaviour, misbehaviours } from './misbehaviours';
import { inParallel } from './parallel';
import { Counts, type PartResult } from './result';
import { publishWith } from './registered';
import { Subject } from './subject';
import { missiveWithTenTypes, type Vendor } from './vendors';

export interface FireOptions {
	readonly vendors: readonly Vendor[];
	/** Which of the cells are tried; default all. */
	readonly includes?: (cell: Cell) => boolean;
	log(line: string): void;
}

/** Most of a cell is waiting, for n8n's next try or for a vendor that does not answer. */
const AT_ONCE = 40;

/** What a vendor with many hooks to create is tried with: all that makes publishing long. */
const LONG = ['429, Retry-After 10', '503 lasting', 'no answer, lasting', '9 s for each answer'];

/** Each call of publishing and unpublishing is answered with each kind of misbehaviour. */
export async function underFire(
	rest: RestClient,
	{ vendors, includes = () => true, log }: FireOptions,
): Promise<PartResult> {
	const elsewhere = await startSink();
	const kinds = misbehaviours(elsewhere.url);
	const cells: Cell[] = [];
	for (const vendor of vendors) cells.push(...(await cellsOf(rest, vendor, kinds)));
	if (vendors.some(({ slug }) => slug === 'missive')) {
		const long = kinds.filter(({ name }) => LONG.includes(name));
		cells.push(...firstAndLast(missiveWithTenTypes, long));
	}
	const chosen = cells.filter(includes);
	log(`${chosen.length} cells`);
	let done = 0;
	const results = await inParallel(
		chosen.map((cell) => async () => {
			const result = await tryCell(rest, cell, elsewhere);
			done += 1;
			if (done % 20 === 0) log(`${done} of ${chosen.length}`);
			return result;
		}),
		AT_ONCE,
	);
	await elsewhere.close();
	return {
		title: 'Registration under fire',
		header: ['vendor', 'cells', 'exact', 'told', 'missed', 'published'],
		rows: rowsOf(results),
		misses: results
			.filter(({ misses }) => misses.length > 0)
			.map(({ cell, misses }) => `${cellName(cell)}: ${misses.join('; ')}`),
		notes: [
			'exact: in the end exactly the wanted hooks, then none',
			'told: the same, but for hooks that nobody can know of by the vendor’s own doing, which the error told',
		],
	};
}

/** Finds out which calls a vendor gets, and makes a cell of each with each kind. */
async function cellsOf(
	rest: RestClient,
	vendor: Vendor,
	kinds: readonly Misbehaviour[],
): Promise<Cell[]> {
	const calls = await callsOf(rest, vendor);
	return PHASES.flatMap((phase) =>
		calls[phase].flatMap((method, i) =>
			kinds.map((misbehaviour) => ({ vendor, phase, call: i + 1, method, misbehaviour })),
		),
	);
}

/** The methods of the calls of each phase, in order. Publishing again counts where it calls otherwise than at first. */
async function callsOf(rest: RestClient, vendor: Vendor): Promise<Record<Phase, string[]>> {
	const subject = await Subject.create(rest, vendor);
	const { requests } = subject.open.simulator;
	const during = async (step: () => Promise<void>) => {
		const before = requests.length;
		await step();
		return requests.slice(before).map(({ method }) => method);
	};
	const misses: string[] = [];
	const trigger = subject.trigger('Trigger');
	const publish = async () => await publishWith(subject, [trigger], new Counts(), misses);
	const first = await during(publish);
	const unpublished = await during(async () => await subject.unpublish());
	const again = await during(publish);
	await subject.unpublish();
	await subject.close();
	if (misses.length > 0) throw new Error(`${vendor.title}: ${misses.join('; ')}`);
	return {
		publish: first,
		unpublish: unpublished,
		'publish again': again.join() === first.join() ? [] : again,
	};
}

/** The first call, and the last one but one: with that many before it, there is much to take back. */
function firstAndLast(vendor: Vendor, kinds: readonly Misbehaviour[]): Cell[] {
	const [{ hooks }] = vendor.settings;
	return kinds.flatMap((misbehaviour) =>
		[1, hooks - 1].map((call) => ({
			vendor,
			phase: 'publish' as const,
			call,
			method: 'POST',
			misbehaviour,
		})),
	);
}

function rowsOf(results: readonly CellResult[]): string[][] {
	const titles = [...new Set(results.map(({ cell }) => cell.vendor.title))];
	return titles.map((title) => {
		const own = results.filter(({ cell }) => cell.vendor.title === title);
		const well = own.filter(({ misses }) => misses.length === 0);
		const exact = well.filter(({ lost }) => lost === 0).length;
		const published = own.filter(({ publication }) => publication?.status === 'published').length;
		const counts = [own.length, exact, well.length - exact, own.length - well.length, published];
		return [title, ...counts.map(String)];
	});
}
