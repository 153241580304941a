import { startOpenWork } from '../simulators';
import { prepareN8n } from '../support/n8n';
import { type Contender, openWorkTrigger } from './contenders';
import { onStage, type Stage } from './inN8n';
import { Load } from './load';
import { condition, ratios, type Row } from './result';
import { interleaved } from './rounds';

const ROUNDS = 11;
const EVENTS = 150;
const CONNECTIONS = 8;

const LAZY = { N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE: 'true' };

/** A trigger, and the secret of its hook. */
interface Published {
	readonly trigger: Contender;
	readonly secret: string;
}

/** Two triggers on one n8n: one writes events together where they come at the same time, the other each by itself. */
async function measure({ host, tarball, onEnd }: Stage): Promise<Row[]> {
	const load = new Load();
	onEnd(async () => load.end());
	const n8n = await prepareN8n({ host, tarball, env: LAZY });
	onEnd(async () => await n8n.dispose());
	const openWork = await startOpenWork();
	onEnd(async () => await openWork.close());
	await n8n.start();

	const publish = async (options: { writeEachEvent?: boolean }): Promise<Published> => {
		const trigger = await openWorkTrigger(n8n.rest, openWork.url, openWork.token, options);
		const hook = [...openWork.hooks.values()].find(({ url }) => url === trigger.url);
		return { trigger, secret: hook?.secret ?? '' };
	};
	const [together, each] = [await publish({}), await publish({ writeEachEvent: true })];
	const take = async ({ trigger, secret }: Published) =>
		await load.untilWorkedOff(n8n.rest, trigger, {
			secret,
			count: EVENTS,
			connections: CONNECTIONS,
		});
	for (const one of [together, each]) await take(one);
	const rates = await interleaved([together, each], ROUNDS, take);
	const [ofTogether = [], ofEach = []] = [rates.get(together), rates.get(each)];
	return [
		{ what: 'Each at once ÷ together', unit: '×', figures: ratios(ofEach, ofTogether) },
		{ what: 'Together', unit: 'events/s', figures: ofTogether },
		{ what: 'Each at once', unit: 'events/s', figures: ofEach },
	];
}

void condition(async () => await onStage(measure));
