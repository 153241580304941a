import { freshAutoresponderPayload } from '../../fixtures';
import { startAutoresponder } from '../../simulators';
import type { Stage } from '../stage';

const SECRET = 'a secret of the examples, long enough';

/** Escalated ticket → Slack, in red and with a link. */
export async function ticketEscalatedToSlack(stage: Stage): Promise<void> {
	const autoresponder = stage.keep(await startAutoresponder({ secret: SECRET }));
	const { slack, credential } = await stage.slackChannel();
	const name = 'Support Autoresponder Trigger';
	const example = await stage.open('ticket-escalated-to-slack', {
		[`${name}, Credential`]: await stage.credential('supportAutoresponderApi', {
			baseUrl: autoresponder.url,
			webhookSecret: SECRET,
		}),
		'Post to Slack, Credential': credential,
		'Post to Slack, Ticket URL': 'https://desk.example.org/t/{ticket_number}',
	});
	autoresponder.webhook = { url: example.productionUrl(name), events: ['ticket.escalated'] };

	const payload = freshAutoresponderPayload('ticket.escalated');
	expect(await autoresponder.emit(freshAutoresponderPayload('ticket.created'))).toBeUndefined();
	expect((await autoresponder.emit(payload))?.delivered).toBe(true);

	await example.ran(1);
	const [message] = await stage.posted(slack, 1);
	const { ticket } = payload.data as { ticket: { ticket_number: string; subject: string } };
	expect(message).toContain('"color":"#ff0000"');
	expect(message).toContain(ticket.subject);
	expect(message).toContain(`https://desk.example.org/t/${ticket.ticket_number}`);
}
