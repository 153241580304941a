import manifest from '../../package.json';
import { ANSWERS } from '../../scripts/schemas';
import { editorSchema } from '../../scripts/schemas/editor';
import { actionNodes } from '../../scripts/schemas/files';
import type { RestClient } from '../support/rest';
import { PACKAGE } from '../support/workflows';
import { signInToShared } from './shared';

interface Offered {
	name: string;
	iconUrl?: { light: string; dark: string };
	codex?: { categories?: string[] };
}

let rest: RestClient;

beforeAll(async () => {
	rest = await signInToShared();
});

async function offeredNodes(): Promise<Offered[]> {
	const nodes = (await rest.nodeTypes()) as unknown as Offered[];
	return nodes.filter(({ name }) => name.startsWith(`${PACKAGE}.`));
}

async function offeredCredentials(): Promise<Offered[]> {
	const types = (await rest.credentialTypes()) as unknown as Offered[];
	const names = manifest.n8n.credentials.map((path) => /(\w+)\.credentials\.js$/.exec(path)?.[1]);
	return types.filter(({ name }) => names.some((own) => own?.toLowerCase() === name.toLowerCase()));
}

test('n8n offers every node of the package, with a codex', async () => {
	const nodes = await offeredNodes();

	const fileNames = manifest.n8n.nodes.map((path) => /(\w+)\.node\.js$/.exec(path)?.[1]);
	for (const fileName of fileNames) {
		const name = `${PACKAGE}.${fileName?.charAt(0).toLowerCase()}${fileName?.slice(1)}`;
		expect(nodes.find((node) => node.name === name)?.codex?.categories).not.toHaveLength(0);
	}
});

test('n8n offers every credential of the package', async () => {
	expect(await offeredCredentials()).toHaveLength(manifest.n8n.credentials.length);
});

test('n8n serves the icons of all of them, light and dark', async () => {
	const offered = [...(await offeredNodes()), ...(await offeredCredentials())];

	for (const { name, iconUrl } of offered) {
		for (const path of [iconUrl?.light, iconUrl?.dark]) {
			const { status, contentType, text } = await rest.file(`/${path}`);
			expect({ name, path, status, contentType }).toMatchObject({
				status: 200,
				contentType: expect.stringContaining('image/svg+xml') as string,
			});
			expect(text).toContain('<svg');
		}
	}
});

describe('the fields of an answer before the first run', () => {
	/** The address at which n8n's editor asks for them. */
	const address = (name: string, operation: string) =>
		`/schemas/${PACKAGE}.${name}/1.0.0${operation === '' ? '' : `/${operation}`}.json`;

	test.each(actionNodes().filter(({ nodeClass }) => nodeClass in ANSWERS))(
		'n8n serves those of $description.displayName',
		async ({ nodeClass, description }) => {
			for (const [operation, answer] of Object.entries(ANSWERS[nodeClass] ?? {})) {
				const { status, text } = await rest.file(address(description.name, operation));
				expect([operation, status]).toEqual([operation, 200]);
				expect(JSON.parse(text)).toMatchObject(editorSchema(answer));
			}
		},
	);

	it.each(['signedWebhookTrigger', 'missiveTrigger', 'confirmWebhook'])(
		'n8n finds none for %s, not those of another node either',
		async (name) => {
			expect(await rest.file(address(name, ''))).toMatchObject({ status: 404 });
		},
	);
});
