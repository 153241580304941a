import { autoresponderPayload } from '../../fixtures';
import { errorOf, run } from './setup';

const preview = { operation: 'preview' };

describe('Preview', () => {
	it('gives the message and what it was made from, without a credential', async () => {
		const items = await run({
			parameters: preview,
			items: [{ json: { ...autoresponderPayload('ticket.created') } }, { json: { a: 1 } }],
		});
		expect(items).toMatchObject([
			{
				json: {
					format: 'AI Support Autoresponder event',
					message: { text: 'Ticket created: TKT-2024-001: Ticket subject' },
					blockKitBuilder: expect.stringContaining(
						'block-kit-builder/#%7B%22attachments',
					) as string,
				},
				pairedItem: { item: 0 },
			},
			{ json: { format: 'JSON', message: { text: 'New event: a 1' } }, pairedItem: { item: 1 } },
		]);
	});

	it('says what is wrong with an option', async () => {
		const parameters = { ...preview, options: { ticketUrl: 'support.example.com/{id}' } };
		expect(await errorOf(run({ parameters }))).toMatchObject({
			message: 'Ticket URL is not valid',
			description: expect.stringContaining('https://support.example.com/tickets/{id}'),
			context: { itemIndex: 0 },
		});
	});

	it.each(['={{ $json.nothing }}', '={{ null }}', '={{ Number("x") }}', '={{ "" }}', '  ', 'null'])(
		'has nothing to say about an event that is none: %s',
		async (event) => {
			const error = await errorOf(run({ parameters: { ...preview, event } }));
			expect(error).toMatchObject({
				message: 'Event is empty',
				description: 'Fill in the field, or correct the expression that it is taken from.',
				context: { itemIndex: 0 },
			});
		},
	);

	it.each([
		['={{ {} }}', 'JSON'],
		['={{ 0 }}', 'Text'],
		['={{ false }}', 'Text'],
	])('takes %s for an event', async (event, format) => {
		expect(await run({ parameters: { ...preview, event } })).toMatchObject([{ json: { format } }]);
	});

	it('goes on after an item that cannot be read, when the node is to continue', async () => {
		const items = await run({
			parameters: { ...preview, options: { ticketUrl: '={{ $json.url }}' } },
			items: [{ json: { url: 'x' } }, { json: { url: '' } }],
			onError: 'continueRegularOutput',
		});
		expect(items.map(({ json }) => json.error)).toEqual(['Ticket URL is not valid', undefined]);
	});

	it('gives nothing for nothing', async () => {
		expect(await run({ parameters: preview, items: [] })).toEqual([]);
	});
});
