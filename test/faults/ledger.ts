import type { Delivery, DeliveryAttempt } from '../simulators';

/** What n8n itself answers to everything while it starts: no node sees the request. */
export const START_UP_ANSWER = 'n8n is starting up. Please wait';

/** n8n was ended while events flowed, Unix ms. */
export interface Interruption {
	readonly beganMs: number;
	readonly endedMs: number;
}

/**
 * How long before n8n's end an event was acknowledged whose key may not have been written: n8n is told to write it within
 * 50 ms, and takes a moment to do so.
 */
const UNWRITTEN_MS = 500;

/** How long before n8n's end a request may have begun that n8n still held, whether or not its sender had hung up. */
const HELD_MS = 15_000;

/** What is answered where nothing was stored: by the trigger, a proxy whose n8n is not ready, or n8n without a database. */
const COME_BACK = 503;

interface Entry {
	/** By an answer of the trigger. */
	acknowledged: number;
	acknowledgedMs: number[];
	byStartUp: boolean;
	/** When attempts began that reached n8n and came to no good end: n8n may have stored the event. */
	inVainMs: number[];
	executions: number;
}

/** The sums of a {@link Ledger}. */
export interface Sums {
	readonly sent: number;
	readonly acknowledged: number;
	/** Acknowledged by n8n's start-up answer, and by nothing else. */
	readonly byStartUp: number;
	/** Given up by the vendor after all of its attempts. */
	readonly givenUp: number;
	readonly executed: number;
	/** Acknowledged by the trigger, and never executed. */
	readonly lost: number;
	/** Acknowledged by the start-up answer alone, and never executed. */
	readonly lostAtStart: number;
	readonly twice: number;
	/** Of those, events that were neither under way nor just taken when n8n was ended. */
	readonly twiceUnexplained: number;
	/** How many events were under way, or just taken, when n8n was ended: as many may run twice. */
	readonly inFlight: number;
}

/** Counts every event by its id: sent, acknowledged, executed. */
export class Ledger {
	private readonly entries = new Map<string, Entry>();
	private readonly interruptions: Interruption[] = [];

	/** An event is on its way for the first time, or once more. */
	sent(id: string): void {
		this.entryOf(id);
	}

	/**
	 * A delivery has ended, now (Unix ms).
	 *
	 * @param beganMs when an attempt began, Unix ms by the machine's clock
	 */
	ended(
		id: string,
		{ delivered, attempts }: Delivery,
		nowMs: number,
		beganMs: (attempt: DeliveryAttempt) => number,
	): void {
		const entry = this.entryOf(id);
		entry.inVainMs.push(...attempts.filter(reachedInVain).map(beganMs));
		if (!delivered) return;
		if (attempts.at(-1)?.body === START_UP_ANSWER) entry.byStartUp = true;
		else {
			entry.acknowledged += 1;
			entry.acknowledgedMs.push(nowMs);
		}
	}

	executed(id: string): void {
		this.entryOf(id).executions += 1;
	}

	interrupted(interruption: Interruption): void {
		this.interruptions.push(interruption);
	}

	/** Ids that were acknowledged by the trigger and have not been executed. */
	unexecuted(): string[] {
		return [...this.entries]
			.filter(([, { acknowledged, executions }]) => acknowledged > 0 && executions === 0)
			.map(([id]) => id);
	}

	sums(): Sums {
		const entries = [...this.entries.values()];
		const count = (is: (entry: Entry) => boolean) => entries.filter(is).length;
		const isInFlight = (entry: Entry) => this.wasUnderWay(entry) || this.wasJustTaken(entry);
		const onlyStartUp = ({ byStartUp, acknowledged }: Entry) => byStartUp && acknowledged === 0;
		return {
			sent: entries.length,
			acknowledged: count(({ acknowledged }) => acknowledged > 0),
			byStartUp: count(onlyStartUp),
			givenUp: count(({ acknowledged, byStartUp }) => acknowledged === 0 && !byStartUp),
			executed: count(({ executions }) => executions > 0),
			lost: this.unexecuted().length,
			lostAtStart: count((entry) => onlyStartUp(entry) && entry.executions === 0),
			twice: count(({ executions }) => executions > 1),
			twiceUnexplained: count((entry) => entry.executions > 1 && !isInFlight(entry)),
			inFlight: count(isInFlight),
		};
	}

	private wasUnderWay({ inVainMs }: Entry): boolean {
		return this.interruptions.some(({ beganMs, endedMs }) =>
			inVainMs.some((ms) => ms >= beganMs - HELD_MS && ms <= endedMs),
		);
	}

	private wasJustTaken({ acknowledgedMs }: Entry): boolean {
		return this.interruptions.some(({ beganMs, endedMs }) =>
			acknowledgedMs.some((ms) => ms >= beganMs - UNWRITTEN_MS && ms <= endedMs),
		);
	}

	private entryOf(id: string): Entry {
		let entry = this.entries.get(id);
		if (!entry) {
			entry = {
				acknowledged: 0,
				acknowledgedMs: [],
				byStartUp: false,
				inVainMs: [],
				executions: 0,
			};
			this.entries.set(id, entry);
		}
		return entry;
	}
}

/** The connection was not refused, and what came back was no decision of the trigger's. */
function reachedInVain({ status, error = '' }: DeliveryAttempt): boolean {
	return status === undefined
		? !error.includes('ECONNREFUSED')
		: status >= 500 && status !== COME_BACK;
}
