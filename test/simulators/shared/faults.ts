import type { Answer, RecordedRequest } from './http';

/** What goes wrong with a request, instead of or on top of the simulator's own answer. */
export interface Fault {
	/** Answer with this status instead of the simulator's. 500 when only headers or a body are given. */
	readonly status?: number;
	readonly headers?: Readonly<Record<string, string>>;
	/** Text and bytes are sent as they are, anything else as JSON. */
	readonly body?: unknown;
	/** Wait so long first, by the network clock. `Infinity` never answers. Alone, it only slows down. */
	readonly delayMs?: number;
	/** Close the connection without an answer. */
	readonly drop?: boolean;
	/** Announce the whole answer, send half of its body and close the connection. */
	readonly cut?: boolean;
	/** Only requests for which this holds; default all. */
	readonly match?: (request: RecordedRequest) => boolean;
	/** How many requests; default 1, `Infinity` until `clearFaults()`. */
	readonly times?: number;
	/**
	 * Let the simulator do its work first and spoil only the answer, as when the connection breaks
	 * after the vendor stored a hook. Default false: the simulator's state stays as it is.
	 */
	readonly afterHandling?: boolean;
}

/** The faults still to come; the first that matches a request is used. */
export class FaultQueue {
	private faults: Array<{ fault: Fault; left: number }> = [];

	add(fault: Fault): void {
		this.faults.push({ fault, left: fault.times ?? 1 });
	}

	clear(): void {
		this.faults = [];
	}

	/** The fault for this request, used up by one. */
	take(request: RecordedRequest): Fault | undefined {
		const entry = this.faults.find(({ fault }) => fault.match?.(request) ?? true);
		if (!entry) return undefined;
		entry.left -= 1;
		if (entry.left <= 0) this.faults = this.faults.filter((other) => other !== entry);
		return entry.fault;
	}
}

/** The answer that the fault puts in the place of the simulator's; undefined when it leaves that. */
export function faultAnswer(fault: Fault): Answer | undefined {
	const { status, headers, body } = fault;
	if (status === undefined && headers === undefined && body === undefined) return undefined;
	return { status: status ?? 500, headers, body };
}
