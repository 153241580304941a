import { UserError } from 'n8n-workflow';

/** What a number field may hold. */
export interface NumberRange {
	readonly min: number;
	readonly max: number;
	readonly integer?: boolean;
}

/**
 * The value of a number field. n8n checks the range of what is typed, but not of what an expression gives.
 *
 * @throws UserError, naming `field`, when it is not a number in the range
 */
export function readNumber(field: string, value: unknown, range: NumberRange): number {
	const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
	const { min, max, integer = false } = range;
	if (typeof number === 'number' && number >= min && number <= max) {
		if (!integer || Number.isInteger(number)) return number;
	}
	const kind = integer ? 'a whole number' : 'a number';
	throw new UserError(`${field} must be ${kind} from ${min} to ${max}`, {
		description: 'Correct the field, or the expression that it is taken from.',
	});
}

/** The value of a field in seconds, in whole milliseconds: timers take no fractions. */
export function readSeconds(field: string, value: unknown, range: NumberRange): number {
	return Math.round(readNumber(field, value, range) * 1000);
}
