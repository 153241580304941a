import { startAutoresponder } from '../../simulators';
import type { Stage } from '../stage';

const SECRET = 'a secret of the examples, long enough';

/** Form → ticket, through the signed webhook. */
export async function formToTicket(stage: Stage): Promise<void> {
	const autoresponder = stage.keep(await startAutoresponder({ secret: SECRET }));
	const example = await stage.open('form-to-ticket', {
		'Create Ticket, Credential': await stage.credential('supportAutoresponderApi', {
			baseUrl: (await stage.overHttps(autoresponder)).of(autoresponder.url),
			webhookSecret: SECRET,
		}),
	});
	const url = `${stage.rest.url}/form/${example.node('Contact Form').webhookId}`;
	const page = await fetch(url);
	expect(page.status).toBe(200);
	expect(await page.text()).toContain('Contact support');

	const form = new FormData();
	const answers = ['John Doe', 'customer@example.com', 'Technical', 'No login', 'It says “no”.'];
	answers.forEach((answer, i) => form.set(`field-${i}`, answer));
	await fetch(url, { method: 'POST', body: form });

	await example.ran(1);
	expect(autoresponder.tickets).toEqual([
		expect.objectContaining({
			subject: 'No login',
			initial_message: 'It says “no”.',
			customer_email: 'customer@example.com',
			customer_name: 'John Doe',
			category: 'Technical',
			priority: 'medium',
			source: 'webhook',
		}),
	]);
}
