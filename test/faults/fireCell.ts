import type { INode } from 'n8n-workflow';
import type { RecordedRequest, Simulator } from '../simulators';
import type { RestClient } from '../support/rest';
import type { Publication } from '../support/rest.types';
import { Ambush, type Misbehaviour, sameCall } from './misbehaviours';
import { untilQuiet } from './quiet';
import { checkRegistered, publishWith } from './registered';
import { Counts } from './result';
import { Subject } from './subject';
import type { Vendor } from './vendors';

/** What n8n is doing when the vendor misbehaves: publishing, unpublishing, publishing once more after that. */
export const PHASES = ['publish', 'unpublish', 'publish again'] as const;
export type Phase = (typeof PHASES)[number];

/** One call of one phase, and what the vendor makes of it. */
export interface Cell {
	readonly vendor: Vendor;
	readonly phase: Phase;
	/** Counted from 1. */
	readonly call: number;
	/** The call's method. */
	readonly method: string;
	readonly misbehaviour: Misbehaviour;
}

/** How it ended. */
export interface CellResult {
	readonly cell: Cell;
	/** What is not as it has to be. */
	readonly misses: string[];
	/** Hooks that nobody can know of by the vendor's own doing: told, and left to the user. */
	readonly lost: number;
	/** How n8n's attempt under the misbehaviour ended; undefined for unpublishing, of which n8n shows nothing. */
	readonly publication?: Publication;
}

/** n8n gives up on unpublishing after 84 s, and then it begins anew, again and again. */
const UNPUBLISHED_MS = 120_000;

export function cellName({ vendor, phase, call, method, misbehaviour }: Cell): string {
	return `${vendor.title}, ${phase}, call ${call} (${method}), ${misbehaviour.name}`;
}

/**
 * Publishes or unpublishes while the vendor misbehaves, until n8n has settled. Then the vendor is well, and unpublishing
 * and publishing once has to end with exactly the wanted hooks, and unpublishing with none.
 *
 * @param elsewhere where redirects lead to
 */
export async function tryCell(
	rest: RestClient,
	cell: Cell,
	elsewhere: Simulator,
): Promise<CellResult> {
	const subject = await Subject.create(rest, cell.vendor);
	const trigger = subject.trigger('Trigger');
	const misses: string[] = [];
	try {
		await subject.save([trigger]);
		const { ambush, publication } = await misbehave(subject, trigger, cell, misses);
		const lost = lostHooks(cell, ambush);
		if (publication?.status === 'published') {
			const [settings] = cell.vendor.settings;
			const most = lost + excused(cell);
			await checkRegistered(subject, trigger, settings, new Counts(), misses, most);
		}
		if (elsewhere.requests.some((request) => holds(request, subject.open.secrets()))) {
			misses.push('a secret went to another origin');
		}
		await repair(subject, trigger, cell, lost, misses);
		return { cell, misses, lost, publication };
	} catch (error) {
		misses.push(`gave up: ${(error as Error).message}`);
		return { cell, misses, lost: 0 };
	} finally {
		await subject.close();
	}
}

async function misbehave(
	subject: Subject,
	trigger: INode,
	cell: Cell,
	misses: string[],
): Promise<{ ambush: Ambush; publication?: Publication }> {
	const { simulator } = subject.open;
	if (cell.phase !== 'publish') await publishWith(subject, [trigger], new Counts(), misses);
	if (cell.phase === 'publish again') await subject.unpublish();

	const ambush = new Ambush(cell.misbehaviour, cell.call);
	const before = simulator.requests.length;
	for (const fault of ambush.faults()) simulator.failNext(fault);
	let publication: Publication | undefined;
	if (cell.phase !== 'unpublish') publication = await subject.publish();
	else await subject.unpublish(UNPUBLISHED_MS).catch(() => misses.push('unpublishing never ended'));
	const secrets = subject.open.secrets();
	const requests = simulator.requests.slice(before);
	simulator.clearFaults();
	await untilQuiet(simulator);

	if (ambush.hit.length === 0) misses.push('the call never came');
	misses.push(...repetitions(cell, ambush, requests));
	if (publication && publication.status !== 'published') {
		misses.push(...textProblems(cell, ambush, publication.text, secrets));
	}
	return { ambush, publication };
}

async function repair(
	subject: Subject,
	trigger: INode,
	cell: Cell,
	lost: number,
	misses: string[],
): Promise<void> {
	const { vendor } = cell;
	await subject.unpublish();
	await untilQuiet(subject.open.simulator);
	const counts = new Counts();
	await publishWith(subject, [trigger], counts, misses);
	const [settings] = vendor.settings;
	await checkRegistered(subject, trigger, settings, counts, misses, lost + excused(cell));
	if (!vendor.deletes) return;
	await subject.unpublish();
	await untilQuiet(subject.open.simulator);
	const left = subject.hooksOf(trigger).length;
	if (left > lost) misses.push(`${left} hooks left${lost > 0 ? `, ${lost} of them lost` : ''}`);
}

/** A vendor that says that something is not there is believed. */
function excused({ method, phase, vendor, misbehaviour }: Cell): number {
	const isDenied = phase === 'publish again' && method === 'GET' && misbehaviour.name === '404';
	return isDenied && !vendor.lists ? 1 : 0;
}

/** Hooks that were created, which the vendor did not tell and cannot be asked about. */
function lostHooks({ vendor, misbehaviour }: Cell, { hit }: Ambush): number {
	if (vendor.lists || misbehaviour.clear) return 0;
	const created = hit.filter((request) => vendor.creates(request) && misbehaviour.acts(request));
	return new Set(created.map(sameCall)).size;
}

/** Creations that were sent again although they may have been done, at a vendor that cannot be asked. */
function repetitions(
	{ vendor, misbehaviour }: Cell,
	{ hit }: Ambush,
	requests: readonly RecordedRequest[],
): string[] {
	if (vendor.lists || misbehaviour.clear) return [];
	const unknown = new Set(hit.filter((request) => vendor.creates(request)).map(sameCall));
	const sent = requests.filter((request) => unknown.has(sameCall(request))).length;
	return sent > unknown.size ? [`${unknown.size} creations were sent ${sent} times`] : [];
}

/** What is wrong with what n8n shows of a publication that failed. */
function textProblems(
	{ vendor, misbehaviour }: Cell,
	{ hit }: Ambush,
	text: string,
	secrets: readonly string[],
): string[] {
	const problems: string[] = [];
	const quoted = `“${text.slice(0, 300)}”`;
	if (!vendor.named.test(text)) problems.push(`the error does not name the vendor: ${quoted}`);
	if (/deadline/.test(text)) problems.push(`the error is n8n's own: ${quoted}`);
	if (/\bbelow\b/.test(text))
		problems.push(`the error points at what n8n does not show: ${quoted}`);
	if (secrets.some((secret) => secret !== '' && text.includes(secret))) {
		problems.push('the error holds a secret');
	}
	if (misbehaviour.told && !misbehaviour.told.test(text)) {
		problems.push(`the error does not tell ${misbehaviour.told}: ${quoted}`);
	}
	const unknown = new Set(hit.filter((request) => vendor.creates(request)).map(sameCall)).size;
	if (vendor.whereToLook && !misbehaviour.clear && unknown > 0) {
		if (!vendor.whereToLook.test(text)) {
			problems.push(`the error does not say where to look: ${quoted}`);
		}
		if (unknown > 1 && !tells(text, unknown)) {
			problems.push(`the error does not say that there may be ${unknown}: ${quoted}`);
		}
	}
	return problems;
}

const NUMBERS = ['two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];

function tells(text: string, number: number): boolean {
	return new RegExp(`\\b(${number}|${NUMBERS[number - 2] ?? number})\\b`, 'i').test(text);
}

function holds({ rawHeaders, body }: RecordedRequest, secrets: readonly string[]): boolean {
	const text = `${rawHeaders.join('\n')}\n${body.toString()}`;
	return secrets.some((secret) => secret !== '' && text.includes(secret));
}
