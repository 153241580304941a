import { startOpenWork } from '../simulators';
import { prepareN8n } from '../support/n8n';
import { until } from '../support/poll';
import { openWorkTrigger } from './contenders';
import { onStage, type Stage } from './inN8n';
import { Load, type LoadJob } from './load';
import { condition, type Goal, ratios, type Row } from './result';
import { interleaved } from './rounds';

const ROUNDS = 9;
const CONNECTIONS = 8;

/** How often each event is sent: nine of ten requests carry a copy. */
const TIMES = 10;

const LAZY = { N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE: 'true' };

/** A setting of n8n under which copies are measured. */
interface Setting {
	readonly name: string;
	readonly env: Record<string, string>;
	/** In a round. */
	readonly events: number;
	readonly goal?: Goal;
}

const AT_BEST: Setting = {
	name: 'N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE=true',
	env: LAZY,
	events: 200,
	goal: { atLeast: 3 },
};

const AS_IT_COMES: Setting = { name: 'as n8n comes', env: {}, events: 60 };

/** n8n writes down each statement that it sends to its database. */
const LOGGING = { DB_LOGGING_ENABLED: 'true', DB_LOGGING_OPTIONS: 'query' };

/** Copies that are counted. */
const COUNTED = 100;

/** Nothing comes after that. */
const QUIET_MS = 3_000;

const WRITES = /\b(?:INSERT INTO|UPDATE|DELETE FROM)\b/g;

/** An n8n with a published OpenWork Trigger. */
async function publish({ host, tarball, onEnd }: Stage, env: Record<string, string>) {
	const n8n = await prepareN8n({ host, tarball, env });
	onEnd(async () => await n8n.dispose());
	const openWork = await startOpenWork();
	onEnd(async () => await openWork.close());
	await n8n.start();
	const trigger = await openWorkTrigger(n8n.rest, openWork.url, openWork.token);
	const secret = [...openWork.hooks.values()][0]?.secret ?? '';
	return { n8n, trigger, secret };
}

async function measure(stage: Stage): Promise<Row[]> {
	const load = new Load();
	stage.onEnd(async () => load.end());
	return [
		...(await rates(stage, load, AT_BEST)),
		...(await rates(stage, load, AS_IT_COMES)),
		...(await counts(stage, load)),
	];
}

async function rates(
	stage: Stage,
	load: Load,
	{ name, env, events, goal }: Setting,
): Promise<Row[]> {
	const { n8n, trigger, secret } = await publish(stage, env);
	const mixes = [1, TIMES];
	const take = async (times: number) => {
		const round = { secret, count: events, times, connections: CONNECTIONS };
		return await load.untilWorkedOff(n8n.rest, trigger, round);
	};
	for (const mix of mixes) await take(mix);
	const seen = await interleaved(mixes, ROUNDS, take);
	await n8n.stop();
	const [without = [], within = []] = mixes.map((mix) => seen.get(mix));
	return [
		{
			what: `9 of 10 copies ÷ no copies, ${name}`,
			unit: '×',
			figures: ratios(within, without),
			...(goal && { goal }),
		},
		{ what: `No copies, ${name}`, unit: 'events/s', figures: without },
		{ what: `9 of 10 copies, ${name}`, unit: 'events/s', figures: within },
	];
}

/** What new events and copies make n8n run and write. */
async function counts(stage: Stage, load: Load): Promise<Row[]> {
	const { n8n, trigger, secret } = await publish(stage, { ...LAZY, ...LOGGING });
	const writes = () => n8n.logs().match(WRITES)?.length ?? 0;
	/** What is written a moment later belongs to what was sent before. */
	const settled = async () => {
		let [count, sinceMs] = [writes(), Date.now()];
		await until(
			() => {
				if (writes() === count) return Date.now() - sinceMs > QUIET_MS;
				[count, sinceMs] = [writes(), Date.now()];
				return false;
			},
			{ what: 'n8n to write no more', deadlineMs: 60_000 },
		);
	};
	const during = async (round: Partial<LoadJob>) => {
		const before = { writes: writes(), executions: await executions() };
		const job = { secret, count: COUNTED, connections: CONNECTIONS, ...round };
		await load.untilWorkedOff(n8n.rest, trigger, job);
		await settled();
		return {
			writes: writes() - before.writes,
			executions: (await executions()) - before.executions,
		};
	};
	const executions = async () => await n8n.rest.executionCount(trigger.workflowId);

	await settled();
	const fresh = await during({});
	const copies = await during({ again: true });
	const row = (what: string, figure: number, goal?: Goal): Row => ({
		what: what.replace('for', `for ${COUNTED}`),
		unit: '',
		figures: [figure],
		...(goal && { goal }),
	});
	return [
		row('Executions, for copies', copies.executions, { atMost: 0 }),
		row('Writing statements to the database, for copies', copies.writes, { atMost: 0 }),
		row('Executions, for new events', fresh.executions),
		row('Writing statements to the database, for new events', fresh.writes),
	];
}

void condition(async () => await onStage(measure));
