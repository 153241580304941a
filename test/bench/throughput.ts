/* eslint-disable @n8n/community-nodes/no-restricted-globals -- runs on the developer's machine, never inside n8n */
import { startOpenWork } from '../simulators';
import { prepareN8n } from '../support/n8n';
import { makeTempFolder, removeFolder } from '../support/userFolder';
import { type Contender, type Contenders, publishContenders } from './contenders';
import { provideIdleTrigger } from './idleTrigger';
import { onStage, type Stage } from './inN8n';
import { Load } from './load';
import { condition, print, ratios, type Row } from './result';
import { interleaved } from './rounds';

const CONNECTIONS = 8;

/** A ratio of the rates of two contenders, and what it has to reach. */
interface Wanted {
	readonly of: keyof Contenders;
	readonly to: keyof Contenders;
	/** Absent where the figure is only shown. */
	readonly atLeast?: number;
	readonly outOfReach?: string;
}

/** A setting of n8n under which they are measured. */
interface Setting {
	readonly name: string;
	readonly env: Record<string, string>;
	readonly rounds: number;
	readonly eventsPerRound: number;
	readonly wanted: readonly Wanted[];
}

/** By the word that chooses one. */
const SETTINGS: Readonly<Record<string, Setting>> = {
	default: {
		name: 'as n8n comes',
		env: {},
		rounds: 7,
		eventsPerRound: 60,
		wanted: [
			{ of: 'trigger', to: 'idle', atLeast: 0.97 },
			{ of: 'verify', to: 'bare', atLeast: 0.9 },
			{ of: 'verify', to: 'handBuilt', atLeast: 1.2 },
			{ of: 'trigger', to: 'bare' },
			{ of: 'trigger', to: 'handBuilt' },
		],
	},
	lazy: {
		name: 'N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE=true',
		env: { N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE: 'true' },
		rounds: 9,
		eventsPerRound: 120,
		wanted: [
			{ of: 'trigger', to: 'bare', atLeast: 0.97 },
			{ of: 'trigger', to: 'handBuilt', atLeast: 3.2 },
			{ of: 'trigger', to: 'idle' },
			{ of: 'verify', to: 'bare' },
			{ of: 'verify', to: 'handBuilt' },
		],
	},
};

/**
 * How many events a second are taken by n8n's bare Webhook node, by a check built of n8n's own nodes, by the OpenWork
 * Trigger, by Verify Webhook behind a Webhook node, and by a trigger that does nothing, in turn on one n8n.
 */
async function measure(stage: Stage): Promise<Row[]> {
	const setting = SETTINGS[process.argv[2] ?? ''];
	if (!setting) throw new Error(`Choose of ${Object.keys(SETTINGS).join(', ')}`);
	const load = new Load();
	stage.onEnd(async () => load.end());
	return await under(setting, stage, load);
}

async function under(
	{ name, env, rounds, eventsPerRound, wanted }: Setting,
	{ host, tarball, onEnd }: Stage,
	load: Load,
): Promise<Row[]> {
	const folder = await makeTempFolder();
	onEnd(async () => await removeFolder(folder));
	const profiles = process.env.BENCH_PROFILE;
	const n8n = await prepareN8n({
		host,
		tarball,
		env: {
			...env,
			...(await provideIdleTrigger(folder)),
			...(profiles && { NODE_OPTIONS: `--cpu-prof --cpu-prof-dir=${profiles}` }),
		},
	});
	const openWork = await startOpenWork();
	try {
		await n8n.start();
		const { contenders, secret } = await publishContenders(n8n.rest, openWork);
		const all = Object.values(contenders) as Contender[];
		const round = { secret, count: eventsPerRound, connections: CONNECTIONS };
		const rate = async (contender: Contender) =>
			await load.untilWorkedOff(n8n.rest, contender, round);

		print(`n8n ${host.n8nVersion}, ${name}: ${CONNECTIONS} connections, ${rounds} rounds`);
		for (const contender of all) await rate(contender);
		const rates = await interleaved(all, rounds, rate);
		const compared = wanted.map(
			({ of, to, ...goal }): Row => ({
				what: `${contenders[of].name} ÷ ${contenders[to].name}`,
				unit: '×',
				figures: ratios(rates.get(contenders[of]), rates.get(contenders[to])),
				...(goal.atLeast === undefined ? {} : { goal }),
			}),
		);
		const shown = all.map(
			(contender): Row => ({
				what: contender.name,
				unit: 'events/s',
				figures: rates.get(contender) ?? [],
			}),
		);
		return [...compared, ...shown];
	} finally {
		await openWork.close();
		if (profiles !== undefined) await n8n.stop();
		await n8n.dispose();
	}
}

void condition(async () => await onStage(measure));
