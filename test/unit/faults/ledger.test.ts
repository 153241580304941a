import { Ledger, START_UP_ANSWER } from '../../faults/ledger';
import type { Delivery, DeliveryAttempt } from '../../simulators';

const attempt = (part: Partial<DeliveryAttempt>): DeliveryAttempt => ({
	event: 'event',
	target: 'hook',
	url: 'https://n8n.example.com',
	number: 1,
	at: 0,
	...part,
});

function delivery(...attempts: Array<Partial<DeliveryAttempt>>): Delivery {
	return {
		delivered: attempts.at(-1)?.status === 200,
		attempts: attempts.map(attempt),
		request: { url: '', headers: {}, body: Buffer.alloc(0) },
	};
}

const TAKEN = { status: 200, body: '{"received":true}' };

function ledgerOf(...deliveries: Array<[id: string, Delivery, nowMs?: number]>): Ledger {
	const ledger = new Ledger();
	for (const [id, each, nowMs = 0] of deliveries) ledger.ended(id, each, nowMs, ({ at }) => at);
	return ledger;
}

describe('the count of events by id', () => {
	it('finds what was acknowledged and never executed', () => {
		const ledger = ledgerOf(['a', delivery(TAKEN)], ['b', delivery(TAKEN)]);
		ledger.executed('b');
		expect(ledger.unexecuted()).toEqual(['a']);
		expect(ledger.sums()).toMatchObject({ sent: 2, acknowledged: 2, executed: 1, lost: 1 });
	});

	it("counts n8n's start-up answer apart", () => {
		const startUp = delivery({ status: 200, body: START_UP_ANSWER });
		const ledger = ledgerOf(['a', startUp], ['b', startUp], ['b', delivery(TAKEN)]);
		ledger.executed('b');
		expect(ledger.sums()).toMatchObject({ acknowledged: 1, byStartUp: 1, lost: 0, lostAtStart: 1 });
	});

	it('explains an event that ran twice only by an end of n8n that it was under way at', () => {
		const ledger = ledgerOf(
			['under way', delivery({ error: 'socket hang up', at: 100_000 }, TAKEN), 500_000],
			['just taken', delivery(TAKEN), 99_700],
			['long before', delivery({ status: 500, at: 10_000 }, TAKEN), 12_000],
			['refused', delivery({ error: 'ECONNREFUSED', at: 100_200 }, TAKEN), 500_000],
			['told to come back', delivery({ status: 503, at: 99_900 }, TAKEN), 500_000],
		);
		ledger.interrupted({ beganMs: 100_100, endedMs: 100_300 });
		for (const id of ['under way', 'just taken', 'long before', 'refused', 'told to come back']) {
			ledger.executed(id);
			ledger.executed(id);
		}
		expect(ledger.sums()).toMatchObject({ twice: 5, inFlight: 2, twiceUnexplained: 3 });
	});

	it('knows what the vendor gave up', () => {
		const ledger = ledgerOf(['a', delivery({ status: 500 }, { error: 'no answer' })]);
		expect(ledger.sums()).toMatchObject({ sent: 1, acknowledged: 0, givenUp: 1, lost: 0 });
	});
});
