import { blockMessage, context, headed, heading, inline, section } from '../build';
import { INLINE_LENGTH, LIMITS } from '../limits';
import { mrkdwn, type Mrkdwn } from '../mrkdwn';
import { entriesOf, present, textAt, timeText } from '../read';
import type { Formatter } from '../slackMessage';

/** How many values a notification shows. */
const SUMMED_UP = 3;

const FENCE = '```';

/** Any object: its values as fields while there are few, else as JSON. What a trigger added is not part of it. */
export const anyObject: Formatter = {
	name: 'JSON',

	recognises: () => true,

	message(item) {
		const { delivery, ...payload } = item;
		const isOurs = textAt(delivery, 'receivedAt') !== '';
		const event = isOurs ? payload : item;
		const title = inline((isOurs && textAt(delivery, 'eventType')) || 'New event');
		const entries = entriesOf(event);
		const summary = entries.slice(0, SUMMED_UP).map(([label, text]) => `${label} ${text}`);
		const body =
			entries.length > LIMITS.sectionFields
				? section(headed(title, jsonBlock(event)))
				: section(heading(title), entries);
		const facts = isOurs ? present([timeText(textAt(delivery, 'receivedAt'))]) : [];
		return blockMessage(
			summary.length > 0 ? mrkdwn`${title}: ${inline(summary.join(', '))}` : title,
			[body, ...context(facts.map((fact) => inline(fact)))],
		);
	},
};

/** JSON as it stands, cut so that the fence below it still fits into a text after a heading. */
export function jsonBlock(value: unknown): Mrkdwn {
	const json = JSON.stringify(value, null, 2) ?? 'null';
	const text = mrkdwn`${json.replaceAll(FENCE, "'''")}`;
	return mrkdwn`\`\`\`\n${text.cutTo(LIMITS.text - AROUND)}\n\`\`\``;
}

/** Characters of a heading with its line break, and of the two fences with theirs. */
const AROUND = INLINE_LENGTH + 3 + 2 * (FENCE.length + 1);
