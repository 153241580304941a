/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-dangerous-functions -- runs on the developer's machine, never inside n8n */
import { execFileSync } from 'node:child_process';

import { allPages, blocksOf } from '../../support/pages';
import { until } from '../../support/poll';
import { sendByShell, startReceiver, type Receiver } from './snippets';

const blockOf = (path: string, language: string) => {
	const page = allPages().find((each) => each.path === path);
	const block = page && blocksOf(page).find((each) => each.language === language);
	return block?.code ?? '';
};

const OTHER_SECRET = `whsec_${Buffer.from('a secret that only one side knows').toString('base64')}`;

describe('the event that docs/receiving.md sends from a terminal', () => {
	const block = blockOf('docs/receiving.md', 'sh');

	it('starts the workflow of a trigger as it is added', async () => {
		const { stdout, items } = await sendByShell(block);

		expect(stdout).toMatch(/^HTTP\/1\.1 200 /);
		expect(stdout).toContain('{"received":true}');
		expect(items).toEqual([
			expect.objectContaining({ type: 'order.paid', data: { total: '49.90' } }),
		]);
	});

	it('works with a secret that is made as the page says', async () => {
		const random = execFileSync('openssl', ['rand', '-base64', '32'], { encoding: 'utf8' });
		const secret = `whsec_${random.trim()}`;

		expect((await sendByShell(block, secret, secret)).items).toHaveLength(1);
	});

	it('is refused when the secrets differ', async () => {
		const { stdout, items } = await sendByShell(block, OTHER_SECRET);

		expect(stdout).toMatch(/^HTTP\/1\.1 401 /);
		expect(items).toEqual([]);
	});
});

describe('the receiver of docs/sending.md', () => {
	let receiver: Receiver;

	beforeAll(async () => {
		receiver = await startReceiver(blockOf('docs/sending.md', 'js'));
	});

	afterAll(async () => await receiver.close());

	it('takes what the node sends', async () => {
		const sent = await receiver.deliver({ order: 81, note: 'ü' });

		expect(sent).toMatchObject([
			[{ json: { delivery: { status: 'delivered', statusCode: 204 } } }],
		]);
		await until(() => receiver.printed().includes("order: 81, note: 'ü'"), { what: 'its output' });
	});

	it('refuses what is signed with another secret', async () => {
		await expect(receiver.deliver({ order: 82 }, OTHER_SECRET)).rejects.toMatchObject({
			httpCode: '401',
		});
		await receiver.deliver({ order: 83 });
		await until(() => receiver.printed().includes('order: 83'), { what: 'its output' });
		expect(receiver.printed()).not.toContain('order: 82');
	});
});
