import { createHmac } from 'node:crypto';

/** How four well-known senders sign, by Node.js alone: nothing of the package makes the requests that try it. */

const hmac = (secret: string | Buffer, text: string | Buffer) =>
	createHmac('sha256', secret).update(text);
const nowSeconds = () => Math.floor(Date.now() / 1000);
const prefixed = (prefix: string, body: Buffer) => Buffer.concat([Buffer.from(prefix), body]);

const KEY = Buffer.from('a key for hostile requests, kept');

export const standardWebhooksScheme = {
	sender: 'standardWebhooks',
	header: 'webhook-signature',
	covered: ['webhook-id', 'webhook-timestamp'],
	secret: `whsec_${KEY.toString('base64')}`,
	sign(_secret: string, id: string, body: Buffer) {
		const timestamp = String(nowSeconds());
		const signature = hmac(KEY, prefixed(`${id}.${timestamp}.`, body)).digest('base64');
		return {
			'webhook-id': id,
			'webhook-timestamp': timestamp,
			'webhook-signature': `v1,${signature}`,
		};
	},
};

export const githubScheme = {
	sender: 'github',
	header: 'x-hub-signature-256',
	covered: [],
	secret: 'a secret that hostile requests lack',
	sign: (secret: string, id: string, body: Buffer) => ({
		'X-GitHub-Event': 'issues',
		'X-GitHub-Delivery': id,
		'X-Hub-Signature-256': `sha256=${hmac(secret, body).digest('hex')}`,
	}),
};

export const stripeScheme = {
	sender: 'stripe',
	header: 'stripe-signature',
	covered: [],
	secret: 'whsec_aSecretThatHostileRequestsLack',
	sign(secret: string, _id: string, body: Buffer) {
		const timestamp = nowSeconds();
		const signature = hmac(secret, prefixed(`${timestamp}.`, body)).digest('hex');
		return { 'Stripe-Signature': `t=${timestamp},v1=${signature}` };
	},
};

export const slackScheme = {
	sender: 'slack',
	header: 'x-slack-signature',
	covered: ['x-slack-request-timestamp'],
	secret: 'a secret that no hostile request has',
	sign(secret: string, _id: string, body: Buffer) {
		const timestamp = String(nowSeconds());
		const signature = hmac(secret, prefixed(`v0:${timestamp}:`, body)).digest('hex');
		return { 'X-Slack-Request-Timestamp': timestamp, 'X-Slack-Signature': `v0=${signature}` };
	},
};
