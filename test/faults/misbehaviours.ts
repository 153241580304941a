import type { Fault, RecordedRequest } from '../simulators';

/** One way in which a vendor can answer a call. */
export interface Misbehaviour {
	readonly name: string;
	/** `once`: the call alone; `lasting`: it and all later ones; `each`: each call, from this one on, its first time. */
	readonly reach: 'once' | 'lasting' | 'each';
	/** Whether the vendor did what it was asked for. */
	acts(request: RecordedRequest): boolean;
	/** Whether whoever asked can know by this answer what was done. */
	readonly clear: boolean;
	/** What is answered. */
	readonly fault: Pick<Fault, 'status' | 'headers' | 'body' | 'delayMs' | 'drop' | 'cut'>;
	/** What the error has to tell besides. */
	readonly told?: RegExp;
}

const HTML = {
	headers: { 'content-type': 'text/html' },
	body: '<!doctype html><html><head><title>Welcome</title></head><body>It works!</body></html>',
};
const JSON_TYPE = { 'content-type': 'application/json' };
const ERROR = { body: { error: 'Out of order' } };

const never = () => false;
const always = () => true;
/** What an API may well answer to a deletion that it did. */
const deletions = ({ method }: RecordedRequest) => method === 'DELETE';

/** @param elsewhere an origin that is not the vendor's */
export function misbehaviours(elsewhere: string): Misbehaviour[] {
	return [
		{
			name: '500 once',
			reach: 'once',
			acts: never,
			clear: false,
			fault: { status: 500, ...ERROR },
		},
		{
			name: '500 lasting',
			reach: 'lasting',
			acts: never,
			clear: false,
			fault: { status: 500, ...ERROR },
		},
		{
			name: '500 after acting',
			reach: 'once',
			acts: always,
			clear: false,
			fault: { status: 500, ...ERROR },
		},
		{
			name: '502 once, HTML',
			reach: 'once',
			acts: never,
			clear: false,
			fault: { status: 502, ...HTML },
		},
		{
			name: '503 lasting',
			reach: 'lasting',
			acts: never,
			clear: false,
			fault: { status: 503, ...ERROR },
		},
		{
			name: '503 lasting, after acting',
			reach: 'lasting',
			acts: always,
			clear: false,
			fault: { status: 503, ...ERROR },
		},
		{ name: '429 once', reach: 'once', acts: never, clear: true, fault: { status: 429, ...ERROR } },
		{ name: '429, Retry-After 2', reach: 'once', acts: never, clear: true, fault: tooMany(2) },
		{ name: '429, Retry-After 10', reach: 'each', acts: never, clear: true, fault: tooMany(10) },
		{
			name: '429, Retry-After 120',
			reach: 'lasting',
			acts: never,
			clear: true,
			fault: tooMany(120),
			told: /120|2 min/,
		},
		{
			name: '401 lasting',
			reach: 'lasting',
			acts: never,
			clear: true,
			fault: { status: 401, ...ERROR },
		},
		{
			name: '403 lasting',
			reach: 'lasting',
			acts: never,
			clear: true,
			fault: { status: 403, ...ERROR },
		},
		{ name: '404', reach: 'once', acts: deletions, clear: true, fault: { status: 404, ...ERROR } },
		{
			name: '409 lasting',
			reach: 'lasting',
			acts: never,
			clear: true,
			fault: { status: 409, ...ERROR },
		},
		{
			name: '422 lasting',
			reach: 'lasting',
			acts: never,
			clear: true,
			fault: { status: 422, ...ERROR },
		},
		{
			name: '200 with HTML',
			reach: 'once',
			acts: never,
			clear: false,
			fault: { status: 200, ...HTML },
		},
		{
			name: '404 with HTML',
			reach: 'once',
			acts: never,
			clear: true,
			fault: { status: 404, ...HTML },
		},
		{
			name: '200 empty',
			reach: 'once',
			acts: deletions,
			clear: false,
			fault: { status: 200, body: '' },
		},
		{
			name: '200 without an id',
			reach: 'once',
			acts: deletions,
			clear: false,
			fault: { status: 200, body: { success: true } },
		},
		{
			name: '200 with broken JSON',
			reach: 'once',
			acts: never,
			clear: false,
			fault: { status: 200, headers: JSON_TYPE, body: '{"hooks": {' },
		},
		{
			name: 'no answer, once',
			reach: 'once',
			acts: never,
			clear: false,
			fault: { delayMs: Infinity },
		},
		{
			name: 'no answer, lasting',
			reach: 'lasting',
			acts: never,
			clear: false,
			fault: { delayMs: Infinity },
		},
		{
			name: 'dropped before acting',
			reach: 'once',
			acts: never,
			clear: false,
			fault: { drop: true },
		},
		{
			name: 'dropped after acting',
			reach: 'once',
			acts: always,
			clear: false,
			fault: { drop: true },
		},
		{
			name: 'broken off after acting',
			reach: 'once',
			acts: always,
			clear: false,
			fault: { cut: true },
		},
		{
			name: 'redirect to elsewhere',
			reach: 'lasting',
			acts: never,
			clear: true,
			fault: { status: 307, headers: { location: elsewhere }, body: '' },
		},
		{
			name: '9 s for each answer',
			reach: 'lasting',
			acts: always,
			clear: true,
			fault: { delayMs: 9_000 },
		},
	];
}

function tooMany(seconds: number): Misbehaviour['fault'] {
	return { status: 429, headers: { 'Retry-After': String(seconds) }, ...ERROR };
}

/** A vendor's answers going wrong from a certain call on, and what was hit. */
export class Ambush {
	/** The requests that were answered so. */
	readonly hit: RecordedRequest[] = [];
	private seen = 0;
	private readonly bodies = new Set<string>();

	/** @param call the first call that is answered so, counted from 1 */
	constructor(
		private readonly misbehaviour: Misbehaviour,
		private readonly call: number,
	) {}

	/** For the simulator. */
	faults(): Fault[] {
		const { fault, acts } = this.misbehaviour;
		return [true, false].map((acting) => ({
			...fault,
			afterHandling: acting,
			times: Infinity,
			match: (request) => acts(request) === acting && this.isHit(request),
		}));
	}

	private isHit(request: RecordedRequest): boolean {
		this.seen += 1;
		const isDue = this.reaches(request);
		if (isDue) this.hit.push(request);
		return isDue;
	}

	private reaches(request: RecordedRequest): boolean {
		const { reach } = this.misbehaviour;
		if (reach === 'once') return this.seen === this.call;
		if (this.seen < this.call) return false;
		if (reach === 'lasting') return true;
		const what = sameCall(request);
		if (this.bodies.has(what)) return false;
		this.bodies.add(what);
		return true;
	}
}

/** What two requests have in common of which one repeats the other: all but the token that a node gives its URL. */
export function sameCall({ method, path, body }: RecordedRequest): string {
	return `${method} ${path} ${body.toString().replace(/token=[^"&]*/g, '')}`;
}
