import type { IDataObject } from 'n8n-workflow';

import { isObject } from '../../../shared/lib/json';
import { blockMessage, context, headed, inline, section } from '../build';
import { mrkdwn } from '../mrkdwn';
import { at, entriesOf, humanized, present, textAt, timeText } from '../read';
import type { Formatter } from '../slackMessage';

/** A connection's health degraded: the message of "Slack Notifications" in the integration guide. */
export const openWorkHealthWarning: Formatter = {
	name: 'OpenWork health warning',

	recognises: (event) => textAt(event, 'event', 'type') === 'app:health_warning',

	message(event) {
		const warning =
			payloadText(event, 'warningMessage') ||
			// The WhatsApp app's own warnings, which the guide does not show.
			payloadText(event, 'warning') ||
			'The health of the connection degraded';
		const recommendation = payloadText(event, 'recommendation') || 'Check your connection';
		const health = payloadText(event, 'healthStatus');
		// That a warning is one needs no words; that it is critical, or that the health is unknown, does.
		const worse = health === '' || health === 'warning' ? [] : [mrkdwn`Health: ${health}`];
		return blockMessage(mrkdwn`Warning: ${warning}`, [
			section(headed(`${sourceOf(event)} Connection Warning`, warning)),
			...context([mrkdwn`Recommendation: ${recommendation}`, ...worse]),
		]);
	},
};

/** A connection's health is restored: as the warning, with what the warning was. */
export const openWorkHealthCleared: Formatter = {
	name: 'OpenWork health cleared',

	recognises: (event) => textAt(event, 'event', 'type') === 'app:health_cleared',

	message(event) {
		const warning =
			payloadText(event, 'previousWarning') || 'The health of the connection degraded';
		const health = present([payloadText(event, 'status'), payloadText(event, 'healthStatus')]);
		return blockMessage(mrkdwn`Cleared: ${warning}`, [
			section(headed(`${sourceOf(event)} Connection Restored`, mrkdwn`Cleared: ${warning}`)),
			...context(health.length > 0 ? [mrkdwn`Now: ${health.join(', ')}`] : []),
		]);
	},
};

/** What an event has to say, and a notification shows; the first that its payload holds. */
const SAYING = ['content', 'error', 'warningMessage', 'reason'];

/** Any other event: its type and source, and what its payload holds. */
export const openWorkEvent: Formatter = {
	name: 'OpenWork event',

	recognises: (event) => isObject(event.event) && textAt(event, 'event', 'type') !== '',

	message(event) {
		const type = textAt(event, 'event', 'type');
		const title = inline(humanized(type));
		const text = mrkdwn`${title} (${inline(sourceOf(event))})`;
		const payload = at(event, 'event', 'payload');
		const facts = present([
			type,
			timeText(textAt(event, 'event', 'timestamp')),
			textAt(event, 'webhook', 'name'),
		]);
		const said = SAYING.map((key) => payloadText(event, key)).find((words) => words !== '');
		return blockMessage(said === undefined ? text : mrkdwn`${text}: ${inline(said)}`, [
			section(headed(text, ''), isObject(payload) ? entriesOf(payload) : []),
			...context(facts.map((fact) => inline(fact))),
		]);
	},
};

function sourceOf(event: IDataObject): string {
	return textAt(event, 'event', 'source') || payloadText(event, 'appType') || 'OpenWork';
}

function payloadText(event: IDataObject, key: string): string {
	return textAt(event, 'event', 'payload', key);
}
