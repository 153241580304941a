import { senderOf } from '../../../nodes/SignedWebhook/senders';
import { typeNames } from '../../../nodes/SignedWebhook/senders/eventTypes';
import type { Sender } from '../../../nodes/SignedWebhook/senders/sender';
import { isObject, valueAt } from '../../../nodes/shared/lib/json';
import { textOf } from '../../../nodes/shared/signature/place';
import { asReceived, senderVectors } from '../../support/senderVectors';

const vectors = senderVectors();

/** Vector, request, sender, and of each event its id and type. What a vector does not tell is null. */
const FACTS: ReadonlyArray<
	[vector: string, label: string, value: string, facts: Array<[string | null, string | null]>]
> = [
	[
		'Standard Webhooks (HMAC)',
		'event',
		'standardWebhooks',
		[['msg_p5jXN8AQM9LWM0D4loKWxJek', null]],
	],
	[
		'Standard Webhooks (rotation list)',
		'event',
		'standardWebhooks',
		[['msg_p5jXN8AQM9LWM0D4loKWxJek', null]],
	],
	[
		'Standard Webhooks (secret without whsec_)',
		'event',
		'standardWebhooks',
		[['msg_p5jXN8AQM9LWM0D4loKWxJek', null]],
	],
	['Svix (Ed25519)', 'event', 'svix', [['msg_p5jXN8AQM9LWM0D4loKWxJek', null]]],
	[
		'Svix (HMAC; Clerk, Resend, Recall, AgentMail ...)',
		'event',
		'svix',
		[['msg_p5jXN8AQM9LWM0D4loKWxJek', null]],
	],
	[
		'Svix (HMAC; Clerk, Resend, Recall, AgentMail ...)',
		'event',
		'clerk',
		[['msg_p5jXN8AQM9LWM0D4loKWxJek', null]],
	],
	[
		'Svix (HMAC; Clerk, Resend, Recall, AgentMail ...)',
		'event',
		'resend',
		[['msg_p5jXN8AQM9LWM0D4loKWxJek', null]],
	],
	[
		'Svix (HMAC; Clerk, Resend, Recall, AgentMail ...)',
		'event',
		'recallAi',
		[['msg_p5jXN8AQM9LWM0D4loKWxJek', null]],
	],
	[
		'GitHub (documented vector)',
		'documented body (not JSON), as +json so that n8n lets it pass',
		'github',
		[['d-doc', 'push']],
	],
	['GitHub (JSON content type)', 'emoji in body', 'github', [['d-1', 'issues.opened']]],
	[
		'GitHub (JSON content type)',
		'escape sequences in both cases',
		'github',
		[['d-2', 'issues.opened']],
	],
	['GitHub (JSON content type)', 'ping', 'github', [['d-3', 'ping']]],
	[
		'GitHub (form content type, the default of its UI)',
		'payload=<JSON>',
		'github',
		[['d-4', 'issues.opened']],
	],
	['Stripe', 'pretty printed body', 'stripe', [['evt_test_1', 'invoice.paid']]],
	['Stripe', 'rolled secret: two v1, one v0', 'stripe', [['evt_test_2', 'invoice.paid']]],
	['Slack Events API', 'event', 'slack', [['Ev1', 'app_mention']]],
	['Shopify (webhooks)', 'event', 'shopify', [['w1', 'orders/create']]],
	['Shopify (Events, 2026 headers)', 'event', 'shopify', [['w2', 'product']]],
	['Linear', 'event', 'linear', [['l1', 'Issue.create']]],
	['Typeform', 'event', 'typeform', [['01', 'form_response']]],
	['WooCommerce', 'event', 'wooCommerce', [['d1', 'order.updated']]],
	['Gitea / Forgejo / Gogs', 'event', 'gitea', [['g1', 'push']]],
	['Cal.com', 'event', 'calCom', [[null, 'BOOKING_CREATED']]],
	['ClickUp', 'event', 'clickUp', [[null, 'taskCreated']]],
	['Lemon Squeezy', 'event', 'lemonSqueezy', [[null, 'order_created']]],
	['DocuSign Connect (JSON)', 'event', 'docuSign', [[null, 'envelope-completed']]],
	['Sentry', 'event', 'sentry', [['r1', 'issue']]],
	['Paystack', 'event', 'paystack', [[null, 'charge.success']]],
	['Razorpay', 'event', 'razorpay', [['r1', 'payment.captured']]],
	['Coinbase Commerce', 'event', 'coinbaseCommerce', [['a', 'charge:confirmed']]],
	['Greenhouse', 'event', 'greenhouse', [[null, 'candidate_hired']]],
	['WAHA', 'event', 'waha', [['01', 'message']]],
	['Mautic', 'event', 'mautic', [[null, 'mautic.lead_post_save_new']]],
	['Formstack', 'event', 'formstack', [['2', null]]],
	['Zendesk', 'event', 'zendesk', [['z1', 'x.created']]],
	['Zoom', 'event', 'zoom', [[null, 'meeting.started']]],
	['Customer.io', 'event', 'customerIo', [['01', 'email.sent']]],
	['Box (primary key)', 'event', 'box', [[null, 'FILE.UPLOADED']]],
	['Front (application webhooks)', 'event', 'front', [[null, 'x.created']]],
	[
		'Square (SDK test vector)',
		'event',
		'square',
		[['ac3ac95b-f97d-458c-a6e6-18981597e05f', 'webhooks.test_notification']],
	],
	['HubSpot v3', 'event', 'hubSpot', [['1', 'contact.creation']]],
	['HubSpot v1 (SDK test vector)', 'event', 'hubSpotV1', [['1', 'contact.creation']]],
	['WorkOS', 'event', 'workOs', [['e1', null]]],
	['Mux', 'event', 'mux', [['e1', 'x.created']]],
	[
		'PagerDuty (SDK test vector)',
		'event',
		'pagerDuty',
		[['01BWDWL3NYY7LUFPZCC28QUCMK', 'incident.priority_updated']],
	],
	[
		'PagerDuty while a secret is rotated',
		'event',
		'pagerDuty',
		[['01BWDWL3NYY7LUFPZCC28QUCMK', 'incident.priority_updated']],
	],
	['Onfleet', 'event', 'onfleet', [[null, 'taskStarted']]],
	['Supabase Auth hooks', 'event', 'supabase', [['msg_p5jXN8AQM9LWM0D4loKWxJek', null]]],
	['GitLab 19 signing token', 'event', 'gitLab', [['f5b3', 'push']]],
	['GitLab 19 signing token, one event type selected', 'event', 'gitLab', [['f5b3', 'push']]],
	['Intercom', 'event', 'intercom', [['e1', 'x']]],
	[
		'Netlify (JWT; likewise FusionAuth, Vonage, Plaid, monday apps)',
		'event',
		'netlify',
		[[null, 'ready']],
	],
	['GitLab secret token (all versions)', 'event', 'gitLabToken', [[null, 'push']]],
	[
		'Mailgun',
		'event',
		'mailgun',
		[['a8ce0edb2dd8301dee6c2405235584e45aa91d1e9f979f3de0', 'opened']],
	],
	['Microsoft Graph', 'event', 'microsoftGraph', [[null, 'created']]],
	[
		'Chargebee / Postmark / Pipedrive (basic auth)',
		'event',
		'chargebee',
		[['ev_1', 'customer_created']],
	],
	['Asana', 'event', 'asana', [[null, 'changed']]],
	['Meta (Messenger, Instagram, WhatsApp)', 'event', 'meta', [[null, 'page']]],
	['Notion', 'event', 'notion', [['ev1', 'page.created']]],
	['Stream (gzip, signed over the plain JSON)', 'event', 'stream', [[null, 'message.new']]],
	['Acuity Scheduling', 'event', 'acuity', [[null, 'appointment.scheduled']]],
	['AI Support Autoresponder', 'event', 'webhookSignature', [[null, 'ticket.created']]],
	['Adyen (platforms)', 'event', 'adyenPlatform', [[null, 'balancePlatform.transfer.created']]],
	['Adyen (payments)', 'event', 'adyen', [['8515', 'AUTHORISATION']]],
	['Figma', 'event', 'figma', [[null, 'FILE_UPDATE']]],
	['Heroku', 'event', 'heroku', [[null, 'create']]],
	['Help Scout', 'event', 'helpScout', [[null, 'convo.created']]],
	['MailerLite', 'event', 'mailerLite', [[null, 'subscriber.created']]],
	[
		'Mandrill (signed address known)',
		'event',
		'mandrill',
		[
			['a1', 'open'],
			['a1', 'click'],
		],
	],
	['Okta Event Hooks', 'event', 'okta', [['u1', 'user.session.start']]],
	['OpenAI', 'event', 'openAi', [['msg_1', 'response.completed']]],
	['Replicate', 'event', 'replicate', [['msg_1', 'succeeded']]],
	['Render', 'event', 'render', [['msg_1', 'response.completed']]],
	['Paddle', 'event', 'paddle', [['evt_1', 'transaction.completed']]],
	['Paddle', 'while a secret is replaced', 'paddle', [['evt_2', 'transaction.completed']]],
	['Twilio SendGrid', 'event', 'sendGrid', [['sg1', 'open']]],
	['SurveyMonkey', 'event', 'surveyMonkey', [['1', 'response_completed']]],
	['Telegram', 'event', 'telegram', [['7', 'message']]],
	['Telnyx', 'event', 'telnyx', [['d1', 'message.received']]],
	['Trello', 'event', 'trello', [['a1', 'createCard']]],
	['Twitch EventSub', 'event', 'twitch', [['tw-notification', 'stream.online']]],
	['Vercel', 'event', 'vercel', [['v1', 'deployment.created']]],
	['FusionAuth', 'event', 'fusionAuth', [['f1', 'user.create']]],
	['Attio', 'event', 'attio', [[null, 'record.created']]],
	['Checkout.com', 'event', 'checkoutCom', [['evt_1', 'payment_approved']]],
	['Dwolla', 'event', 'dwolla', [['d1', 'transfer_completed']]],
	['FastSpring', 'event', 'fastSpring', [['f1', 'order.completed']]],
	['GoCardless', 'event', 'goCardless', [['EV1', 'payments.confirmed']]],
	['Modern Treasury', 'event', 'modernTreasury', [[null, 'created']]],
	['Nylas', 'event', 'nylas', [['n1', 'message.created']]],
	['SavvyCal', 'event', 'savvyCal', [['s1', 'event.created']]],
	['Tally', 'event', 'tally', [['t1', 'FORM_RESPONSE']]],
	['Auth0 (log streams)', 'event', 'auth0', [['l1', 's']]],
	['Cloudflare', 'event', 'cloudflare', [[null, 'http_alert_origin_error']]],
	['Currents', 'event', 'currents', [[null, 'RUN_FINISH']]],
	['Hugging Face', 'event', 'huggingFace', [[null, 'repo.update']]],
	['RingCentral', 'event', 'ringCentral', [['r1', '/restapi/v1.0/account/~']]],
	['Bandwidth', 'event', 'bandwidth', [[null, 'message-received']]],
	['Google Calendar', 'event', 'googleCalendar', [[null, 'exists']]],
	['Qonto', 'event', 'qonto', [['p1', 'transactions.created']]],
	['RevenueCat', 'event', 'revenueCat', [['p1', 'RENEWAL']]],
	['Recurly', 'while a secret is replaced', 'recurly', [[null, 'new_subscription_notification']]],
	['Klaviyo', 'event', 'klaviyo', [['k1', 'event:klaviyo.opened_email']]],
	['AgentMail', 'event', 'agentMail', [['msg_1', 'message.received']]],
	[
		'Dropbox Sign',
		'event',
		'dropboxSign',
		[
			[
				'94b5e04ef6de0dfd6c03a4378735d95ecd258fe1209b39513587a8893a8af354',
				'signature_request_sent',
			],
		],
	],
	['Microsoft Teams', 'event', 'microsoftTeams', [['1', 'message']]],
	['monday.com', 'event', 'monday', [['u1', 'create_pulse']]],
	['PandaDoc', 'event', 'pandaDoc', [[null, 'document_state_changed']]],
	['Wise', 'event', 'wise', [['w1', 'balances#credit']]],
	['Adyen (payments, SDK test vector)', 'event', 'adyen', [['7914073381342284', 'AUTHORISATION']]],
	[
		'Adyen (platforms, SDK test vector)',
		'event',
		'adyenPlatform',
		[[null, 'balancePlatform.balanceAccountSweep.updated']],
	],
	[
		'Twilio SendGrid (SDK test vector)',
		'event',
		'sendGrid',
		[['ZHJvcC0xMDk5NDkxOS1MUnpYbF9OSFN0T0doUTRrb2ZTbV9BLTA', 'dropped']],
	],
	['Revolut', 'while a secret is replaced', 'revolut', [[null, 'TransactionStateChanged']]],
	['LiveKit', 'event', 'liveKit', [['EV_1', 'room_started']]],
	[
		'Segment (batched)',
		'event',
		'segmentBatch',
		[
			['se1', 'track.Order Completed'],
			['se2', 'identify'],
		],
	],
	['Discord (webhook events)', 'event', 'discordEvents', [[null, 'APPLICATION_AUTHORIZED']]],
	['Discord (interactions)', 'event', 'discord', [['i1', 'APPLICATION_COMMAND']]],
];

/** The body with what a field of a form holds as JSON, as an item has it. */
function parsedBody({ formPayload, formJson = [] }: Sender, body: unknown): unknown {
	if (!isObject(body)) return body;
	const payload = formPayload === undefined ? undefined : body[formPayload];
	if (typeof payload === 'string') return JSON.parse(payload);
	const json = formJson.map((name) => [name, JSON.parse(String(body[name]))] as const);
	return { ...body, ...Object.fromEntries(json) };
}

function eventsOf({ batch }: Sender, body: unknown): unknown[] {
	const list = batch === undefined ? undefined : batch === '' ? body : valueAt(body, batch);
	return Array.isArray(list) ? list : [body];
}

it.each(FACTS)('%s, %s: ids and types of %s', (name, label, value, facts) => {
	const sender = senderOf(value) as Sender;
	const vector = vectors.find((each) => each.name === name);
	const request = vector?.requests.find((each) => each.label === label);
	if (!vector || !request) throw new Error('There is no such vector');
	const its = asReceived(request, vector.address);
	const found = eventsOf(sender, parsedBody(sender, its.body)).map((body) => {
		const event = { ...its, body };
		const ids = (sender.eventId ?? []).map((place) => textOf(place, event));
		const names = sender.eventType ? typeNames(sender.eventType, event) : [];
		return [ids.find((id) => id !== undefined) ?? null, names[0] ?? null];
	});
	expect(found).toEqual(facts);
});
