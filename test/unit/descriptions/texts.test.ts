import { descriptions } from '../../support/descriptions';
import { shown, type Shown } from './texts';

/** Those that break a rule, with the text that does. */
function breaking(text: (one: Shown) => string | undefined, rule: (text: string) => boolean) {
	return shown.flatMap((one) => {
		const found = text(one);
		return found === undefined || found === '' || rule(found) ? [] : [`${one.path}: ${found}`];
	});
}

const kinds =
	(...wanted: string[]) =>
	(text: (one: Shown) => string | undefined) =>
	(one: Shown) =>
		wanted.includes(one.kind) ? text(one) : undefined;

const notices = kinds('notice')(({ title }) => title);
const title = (one: Shown) => (one.kind === 'notice' ? undefined : one.title);

/** Words that titles have in lower case, as n8n's lint has it (the package title-case), and what is written so. */
const SMALL =
	/^(a|an|and|as|at|but|by|for|from|if|in|n8n|nor|of|on|or|per|so|than|the|to|up|via|vs|with|without)$/;

function isTitleCase(text: string): boolean {
	const words = text.split(/[\s/]+/).filter((word) => /^[a-z]/i.test(word));
	return words.every(
		(word, index) => /^[A-Z]/.test(word) || (index > 0 && SMALL.test(word)) || /^\dxx/.test(word),
	);
}

/** As n8n's lint tells them apart: a full stop, a space, and something new. */
const severalSentences = (text: string) => /[.?!](<\/\w+>)? +(<\w+>)?[A-Z0-9{]/.test(text);
const ABBREVIATED = /\b(Mr|Jr|etc)\.$/;

describe('the texts of the forms', () => {
	it('name actions without articles, in sentence case', () => {
		const actions = (one: Shown) => one.action;
		expect(breaking(actions, (text) => !/\b(an?|the)\b/i.test(text))).toEqual([]);
		const PROPER = /^(AI|SMS|API|Slack|Facebook|Instagram|Twilio|WhatsApp)$/;
		const isSentenceCase = (text: string) =>
			text
				.split(' ')
				.every((word, index) =>
					index === 0 ? /^[A-Z][a-z]*$/.test(word) : /^[a-z]+$/.test(word) || PROPER.test(word),
				);
		expect(breaking(actions, isSentenceCase)).toEqual([]);
	});

	it('have names in title case', () => {
		expect(breaking(title, isTitleCase)).toEqual([]);
	});

	it('speak of publishing, as n8n does, and not of activating', () => {
		const old = /(?<![.\w])(de)?activat(e|es|ed|ing|ion)\b/i;
		for (const text of [title, notices, describing, hinting]) {
			expect(breaking(text, (found) => !old.test(found))).toEqual([]);
		}
		const panels = descriptions.map(
			({ description, eventTriggerDescription, activationMessage, triggerPanel }) =>
				JSON.stringify([description, eventTriggerDescription, activationMessage, triggerPanel]),
		);
		for (const panel of panels) {
			expect(panel.replace(/"activationHint"/g, '')).not.toMatch(old);
		}
	});

	it('have descriptions in sentence case, with a full stop only where there are several sentences', () => {
		for (const text of [describing, hinting]) {
			expect(breaking(text, (found) => /^[A-Z0-9{"]/.test(found))).toEqual([]);
			expect(
				breaking(text, (found) =>
					severalSentences(found)
						? /[.?!](<\/\w+>)?$/.test(found)
						: !found.endsWith('.') || ABBREVIATED.test(found),
				),
			).toEqual([]);
		}
	});

	it('say of each switch what it does when it is on', () => {
		const switches = kinds('boolean')(({ description }) => description ?? '(none)');
		expect(breaking(switches, (found) => found.startsWith('Whether '))).toEqual([]);
	});

	it('have placeholders that are examples, or say what the button adds', () => {
		const collections = kinds('collection', 'fixedCollection');
		const placeholder = ({ placeholder: found }: Shown) => found;
		expect(breaking(collections(placeholder), (found) => /^Add [A-Z]/.test(found))).toEqual([]);
		const fields = kinds('string', 'number', 'json', 'mode', 'dateTime', 'options');
		expect(breaking(fields(placeholder), (found) => found.startsWith('e.g. '))).toEqual([]);
	});

	it('have notices of sentences, and of steps that are sentences, in one style', () => {
		const isOneStyle = (text: string) => {
			// n8n shows lists and links in a notice, and nothing else that is marked.
			const match = /^To [^<]*:<ul>(<li>.*<\/li>)<\/ul>([^<]*)$/.exec(text);
			if (!match) return /^[A-Z][^<]*\.$/.test(text);
			const [, list = '', behind = ''] = match;
			const steps = list.slice('<li>'.length, -'</li>'.length).split('</li><li>');
			const sentences = behind === '' ? steps : [...steps, behind];
			return steps.length > 1 && sentences.every((one) => /^[A-Z][^<]*\.$/.test(one));
		};
		expect(breaking(notices, isOneStyle)).toEqual([]);
	});
});

function describing({ description }: Shown) {
	return description;
}

function hinting({ hint }: Shown) {
	return hint;
}
