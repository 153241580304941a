import { BACKLOG_ENVIRONMENT, tryBacklog } from './backlog';
import { Flow } from './flow';
import { Ledger } from './ledger';
import { seeded } from './random';
import type { PartResult } from './result';
import { EVENT_HEADER, eventRow, type Suite } from './suite';
import { vendors } from './vendors';

/** The sender's patience is that of OpenWork's page, and an execution takes as long: most senders hang up. */
const FORMS = {
	full: { events: 60, secondsEach: 5, timeoutMs: 5_000, speedUp: 60, rounds: 1 },
	quick: { events: 8, secondsEach: 2, timeoutMs: 2_000, speedUp: 120, rounds: 0 },
};
const QUIET_MS = { full: 15_000, quick: 3_000 };

export const limit: Suite = {
	name: 'limit',
	tries:
		'N8N_CONCURRENCY_PRODUCTION_LIMIT reached while events come and while the trigger is published',
	async run(bed, { quick, seed, log }) {
		const { events, secondsEach, timeoutMs, speedUp, rounds } = FORMS[quick ? 'quick' : 'full'];
		const n8n = await bed.start('on', BACKLOG_ENVIRONMENT);
		const results: PartResult[] = [];
		const [openWork] = vendors;
		if (!openWork) throw new Error('There is no vendor');
		const ledger = new Ledger();
		const options = { vendor: openWork, perSecond: 1, speedUp, timeoutMs, secondsEach };
		const flow = await Flow.create(n8n.rest, { ...options, random: seeded(seed) }, ledger);
		log(`${events} events at once`);
		await Promise.all(Array.from({ length: events }, async () => await flow.send()));
		await flow.settle(QUIET_MS[quick ? 'quick' : 'full']);
		const what = `limit 2, ${events} events of ${secondsEach} s, sender waits ${timeoutMs / 1_000} s`;
		const { row, misses } = eventRow(what, ledger.sums(), { twice: 'none' });
		log(row.join(' | '));
		results.push({ title: 'The limit is reached', header: EVENT_HEADER, rows: [row], misses });
		await n8n.rest.deactivate(flow.workflowId);
		await flow.close();

		if (rounds === 0) {
			await n8n.dispose();
			return results;
		}
		const rows: string[][] = [];
		const missed: string[] = [];
		for (const vendor of vendors) {
			log(`${vendor.title}: published while events wait`);
			const { counts, misses: found } = await tryBacklog(n8n.rest, vendor, rounds);
			const wanted = (name: string) => `${counts.of(name)} (0)`;
			rows.push([
				vendor.title,
				String(rounds),
				wanted('dead'),
				wanted('reverted'),
				wanted('orphans'),
			]);
			missed.push(...found.map((miss) => `${vendor.title}: ${miss}`));
		}
		results.push({
			title: 'Published while events wait in n8n',
			header: ['vendor', 'rounds', 'dead (wanted)', 'reverted (wanted)', 'left behind (wanted)'],
			rows,
			misses: missed,
		});
		await n8n.dispose();
		return results;
	},
};
