/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-dangerous-functions -- runs on the developer's machine, never inside n8n */
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

import { until } from '../support/poll';
import type { RestClient } from '../support/rest';
import type { Contender } from './contenders';

/** One round of load. */
export interface LoadJob {
	url: string;
	/** The signature's secret; the bare Webhook node gets the same signed requests and ignores the signature. */
	secret: string;
	count: number;
	/** How often each event is sent: all of them, then all again. Default: once. */
	times?: number;
	/** Whether all of them carry events of the round before. */
	again?: boolean;
	connections: number;
	/** The round ends after this time, finished or not. */
	limitMs: number;
}

export interface LoadResult {
	elapsedMs: number;
	/** Answers by status and body, for example `200 {"received":true}`. */
	answers: Record<string, number>;
}

const ROUND_LIMIT_MS = 60_000;

/** How a trigger answers a copy. */
const COPY = '200 {"received":true,"duplicate":true}';

/** Sends events from a process of its own, so that it does not compete with whoever measures. */
export class Load {
	private readonly child: ChildProcess = fork(join(__dirname, 'loadProcess.ts'), {
		execArgv: ['--import', 'tsx'],
	});

	/** Sends one round of events. Returns events a second. */
	async send({ name, url, answer }: Contender, round: Omit<LoadJob, 'url' | 'limitMs'>) {
		const { count, times = 1, again = false } = round;
		const job: LoadJob = { ...round, url, limitMs: ROUND_LIMIT_MS };
		this.child.send(job);
		const [{ answers, elapsedMs }] = (await once(this.child, 'message')) as [LoadResult];
		const others = Object.keys(answers).filter((other) => ![answer, COPY].includes(other));
		if (others.length > 0) throw new Error(`${name} answered ${others.join(' and ')}`);
		const fresh = again ? 0 : Math.ceil(count / times);
		const copies = count - fresh;
		if ((answers[answer] ?? 0) !== fresh || (answers[COPY] ?? 0) !== copies) {
			throw new Error(`${name}: not ${fresh} new events and ${copies} copies`);
		}
		return (count / elapsedMs) * 1000;
	}

	/** Sends one round of events, and waits until n8n has worked them off. Returns events a second. */
	async untilWorkedOff(
		rest: RestClient,
		contender: Contender,
		round: Omit<LoadJob, 'url' | 'limitMs'>,
	): Promise<number> {
		const rate = await this.send(contender, round);
		await until(
			async () =>
				(await rest.executions(contender.workflowId)).every(({ status }) => status === 'success'),
			{ what: 'n8n to work off the round', deadlineMs: 60_000, everyMs: 250 },
		);
		return rate;
	}

	end(): void {
		this.child.kill();
	}
}
