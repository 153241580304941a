import { anything, type Answers, deleted, flag, listOf, number, only, orNull, text } from './shape';

/** "Webhook Management" of the guide; the open server shows more than it. Neither shows the secret. */
const webhookFields = {
	id: text,
	name: text,
	url: text,
	eventTypes: listOf(text),
	enabled: flag,
	hasSecret: flag,
	failing: flag,
	retryCount: number,
	timeoutMs: number,
	createdAt: text,
	updatedAt: text,
};

const webhook = only(webhookFields);

const connection = only({
	appType: text,
	displayName: text,
	description: text,
	id: orNull(text),
	status: text,
	healthStatus: text,
	warningMessage: orNull(text),
	lastHealthCheckAt: orNull(text),
});

const checkResult = {
	healthy: flag,
	status: text,
	warningMessage: orNull(text),
};

export const openWorkAnswers: Answers = {
	'connection/get': connection,
	'connection/getAll': connection,
	'connection/getHealthEvents': only({
		id: text,
		connectionId: text,
		eventType: text,
		details: only(checkResult),
		createdAt: text,
	}),
	'connection/runHealthCheck': only({ ...checkResult, timestamp: text }),
	// What the payload holds is up to the type of the event.
	'event/getAll': only({
		id: text,
		type: text,
		timestamp: text,
		source: text,
		userId: text,
		payload: anything,
	}),
	'webhook/create': webhook,
	'webhook/delete': deleted,
	'webhook/get': webhook,
	'webhook/getAll': webhook,
	'webhook/repair': only({ ...webhookFields, repaired: listOf(text) }),
	'webhook/sendTestEvent': only({ success: flag, message: text }),
	'webhook/update': webhook,
};
