import { builderLink } from '../../../nodes/SlackNotification/message/builder';
import { autoresponderPayload, openWorkDelivery } from '../../fixtures';
import { messageOf } from './support';

const BUILDER = 'https://app.slack.com/block-kit-builder/#';

/** What the page would read behind the #. */
function shown(event: unknown): unknown {
	const { blockKitBuilder: url } = builderLink(messageOf(event));
	expect(url).toEqual(
		expect.stringMatching(/^https:\/\/app\.slack\.com\/block-kit-builder\/#[^#\s]+$/),
	);
	return JSON.parse(decodeURIComponent(String(url).slice(BUILDER.length)));
}

describe('the link to the Block Kit Builder', () => {
	it('shows blocks', () => {
		const event = openWorkDelivery('app:health_warning');
		expect(shown(event)).toEqual({ blocks: messageOf(event).blocks });
	});

	it('shows attachments as blocks in their color, for the Builder draws nothing else', () => {
		const event = autoresponderPayload('ticket.escalated');
		const [{ color, text, fields = [] } = {}] = messageOf(event).attachments ?? [];
		const [{ title, value } = { title: '', value: '' }] = fields;
		expect(shown(event)).toEqual({
			attachments: [
				{
					color,
					blocks: [
						{
							type: 'section',
							text: expect.objectContaining({
								type: 'mrkdwn',
								text: expect.stringContaining(String(text)) as string,
							}) as object,
							fields: expect.arrayContaining([
								{ type: 'mrkdwn', text: `*${title}*\n${value}`, verbatim: true },
							]) as object[],
						},
						expect.objectContaining({ type: 'context' }),
					],
				},
			],
		});
	});

	it('shows a text as a section, for the Builder takes no text alone', () => {
		expect(shown('Look & see #1 😀')).toEqual({
			blocks: [
				{
					type: 'section',
					text: { type: 'mrkdwn', text: 'Look &amp; see #1 😀', verbatim: true },
				},
			],
		});
		expect(shown('x'.repeat(3_500))).toMatchObject({
			blocks: [{ text: { text: `${'x'.repeat(2_999)}…` } }],
		});
	});

	it('is left out with a reason where it would be too long', () => {
		expect(builderLink(messageOf('<'.repeat(2_000)))).toEqual({
			blockKitBuilder: expect.stringContaining(BUILDER) as string,
		});
		expect(builderLink(messageOf('ä'.repeat(3_000)))).toEqual({
			blockKitBuilder: null,
			blockKitBuilderMissing: 'The link would have 18193 characters, more than 8000',
		});
	});
});
