import manifest from '../../package.json';
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
