import type { Fault } from './shared/faults';
import type { Answer } from './shared/http';
import { Simulator, type ClockOptions } from './shared/simulator';

/** A receiver that records what it is sent and answers as told: 200 `{"received":true}` by default. */
export class SinkSimulator extends Simulator {
	private always: Answer = { status: 200, body: { received: true } };

	/** Queues answers for the requests to come, first come first served. */
	answerNext(...answers: Fault[]): void {
		for (const answer of answers) this.failNext(answer);
	}

	/** Changes the answer for requests that nothing was queued for. */
	answerAlways(answer: Answer): void {
		this.always = answer;
	}

	protected handle(): Answer {
		return this.always;
	}
}

/** Starts a sink on a free port of 127.0.0.1. */
export async function startSink(options: ClockOptions = {}): Promise<SinkSimulator> {
	return await new SinkSimulator(options).listen();
}
