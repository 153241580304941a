import { startSink, type SinkSimulator } from '../../simulators';
import { ManualClock } from '../../simulators';
import { runWithHints } from './setup';

let sink: SinkSimulator;
beforeEach(async () => (sink = await startSink()));
afterEach(async () => await sink.close());

const items = Array.from({ length: 150 }, (_, n) => ({ json: { n } }));

/** How long it takes, in seconds, and what n8n then shows. */
async function take(parameters: object) {
	const clock = new ManualClock(undefined, { auto: true });
	const startMs = clock.now();
	const hints = await runWithHints(sink, { items, parameters: { ...parameters }, clock });
	return { seconds: (clock.now() - startMs) / 1000, hints };
}

describe('the limit of requests', () => {
	it('is none by default', async () => {
		expect(await take({})).toEqual({ seconds: 0, hints: [] });
	});

	it('is that of the receiver whose schedule is chosen, and a wait for it is told', async () => {
		const { seconds, hints } = await take({ retries: 'conversation' });
		expect(seconds).toBe(60);
		expect(hints).toEqual([
			{
				message: expect.stringMatching(
					/^This node waited 60 s for its limit of requests to 127\.0\.0\.1:\d+\. .*Max per Minute and Host/,
				),
				location: 'outputPane',
			},
		]);
	});

	it('is what the user says', async () => {
		const parameters = { retries: 'conversation', options: { maxPerMinute: 1000 } };
		expect(await take(parameters)).toEqual({ seconds: 0, hints: [] });
		expect(await take({ options: { maxPerMinute: 50 } })).toMatchObject({ seconds: 120 });
	});
});
