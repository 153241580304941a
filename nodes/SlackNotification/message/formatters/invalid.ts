import type { IDataObject } from 'n8n-workflow';

import type { InvalidDelivery, PayloadProblem } from '../../../shared/items';
import { isObject } from '../../../shared/lib/json';
import { blockMessage, context, headed, inline, section } from '../build';
import { joined, mrkdwn } from '../mrkdwn';
import { present, scalar, timeText } from '../read';
import type { Formatter } from '../slackMessage';

/** Further problems are counted. */
const SHOWN = 10;

/** An item of a trigger's output Invalid: what is wrong with the payload. */
export const unexpectedPayload: Formatter = {
	name: 'Unexpected payload',

	recognises: (event) => problemsOf(event).length > 0,

	message(event) {
		const problems = problemsOf(event);
		const more = problems.length - SHOWN;
		const list = problems
			.slice(0, SHOWN)
			.map(({ path, message }) => present([scalar(path), scalar(message)]).join(': '))
			.map((problem) => mrkdwn`• ${inline(problem)}`);
		if (more > 0) list.push(mrkdwn`• and ${String(more)} more`);
		const { eventType, receivedAt } = deliveryOf(event);
		const facts = present([scalar(eventType), timeText(scalar(receivedAt))]);
		const text = mrkdwn`A webhook brought a payload that is not as documented`;
		return blockMessage(text, [
			section(headed('Unexpected payload', joined(list, '\n'))),
			...context(facts.map((fact) => inline(fact))),
		]);
	},
};

function problemsOf(event: IDataObject): Array<Partial<PayloadProblem>> {
	const { problems } = deliveryOf(event);
	return Array.isArray(problems) ? problems.filter(isObject) : [];
}

/** The event can be anything: none of it is sure to be there. */
function deliveryOf({ delivery }: IDataObject): Partial<InvalidDelivery> {
	return isObject(delivery) ? delivery : {};
}
