/**
 * The answer to a question that is of use only when nothing is missing in it: a part would be a gap in a file, or prove nothing.
 *
 * @throws what the lab answers instead.
 */
export async function wholeAnswer<Data>(asked: Promise<{ data?: Data | undefined; error?: unknown }>): Promise<Data> {
  const { data, error } = await asked;
  if (error || !data) throw error ?? new Error('The lab gave no answer');
  return data;
}
