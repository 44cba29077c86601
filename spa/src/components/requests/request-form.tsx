import { zodResolver } from '@hookform/resolvers/zod';
import { Button, Group, Radio, SimpleGrid, Stack, Text, Textarea, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { Controller, type UseFormReturn, useForm, useWatch } from 'react-hook-form';
import { descriptionLimit, emptyRequest, nameLimit, type RequestValues, requestRules } from '../../request-rules.ts';
import { formatCount } from '../../words/numbers.ts';
import { priorities } from '../../words/vocabulary.ts';
import { Notice } from '../notice.tsx';
import { type ReferenceOption, ReferenceSelect } from '../reference-select.tsx';
import { SendKeys } from '../send-keys.tsx';

export type RequestForm = UseFormReturn<RequestValues>;

/** @param draft what was typed before the page was left; what a newer form asks for besides is empty. */
export function useRequestForm(draft: Partial<RequestValues> | null): RequestForm {
  return useForm<RequestValues>({ resolver: zodResolver(requestRules), defaultValues: { ...emptyRequest, ...draft }, mode: 'onTouched' });
}

type Choices = { options: readonly ReferenceOption[]; isLoading: boolean; onSearch?: (text: string) => void };

type Props = {
  form: RequestForm;
  customers: Choices;
  agreements: Choices;
  requestTypes: Choices;
  teams: Choices;
  /** Supporting files, on ways of their own. */
  documents: ReactNode;
  /** What was refused about the request as a whole. */
  refusal: ReactNode;
  onSubmit: (values: RequestValues) => Promise<void>;
};

/** The request as people fill it in: controlled values are chosen, never typed. */
export function RequestForm({ form, customers, agreements, requestTypes, teams, documents, refusal, onSubmit }: Props) {
  const { control, register, formState, handleSubmit, setValue, trigger } = form;
  const { errors, isSubmitting } = formState;
  const customerId = useWatch({ control, name: 'customerId' });
  // what is empty or unfinished is said when the field is left; what more typing cannot mend, at once
  const checkedAtOnce = (name: 'requesterName' | 'description') =>
    register(name, {
      onChange: ({ target }: { target: { value: string } }) => {
        if (target.value.trim() !== '' && !requestRules.shape[name].safeParse(target.value).success) void trigger(name);
      },
    });
  const choice = (
    name: 'customerId' | 'agreementId' | 'requestTypeId' | 'teamId',
    choices: Choices,
    texts: { label: string; description: string },
  ) => (
    <Controller
      control={control}
      name={name}
      render={({ field: { ref, onBlur, value }, fieldState }) => (
        <ReferenceSelect
          {...texts}
          {...choices}
          ref={ref}
          withAsterisk
          placeholder="Search by name or code"
          allowDeselect={false}
          value={value || null}
          error={fieldState.error?.message}
          disabled={name === 'agreementId' && customerId === ''}
          onBlur={onBlur}
          onChange={(id) => {
            setValue(name, id ?? '', { shouldDirty: true, shouldValidate: true });
            // an agreement belongs to one customer
            if (name === 'customerId') setValue('agreementId', '');
          }}
        />
      )}
    />
  );
  return (
    <form
      onSubmit={handleSubmit(onSubmit)}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
        event.preventDefault();
        event.currentTarget.requestSubmit();
      }}
      noValidate
      aria-label="New request"
    >
      <Stack gap="lg">
        {refusal ? <Notice title="The request was not accepted">{refusal}</Notice> : null}
        <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="lg">
          {choice('customerId', customers, { label: 'Customer', description: 'On whose behalf the request is made' })}
          {choice('agreementId', agreements, {
            label: 'Agreement',
            description: customerId === '' ? 'Choose the customer first' : 'One of the customer’s own',
          })}
          {choice('requestTypeId', requestTypes, { label: 'Request type', description: 'What kind of service is asked for' })}
          {choice('teamId', teams, { label: 'Team', description: 'The people who will work on it' })}
          <TextInput
            label="Requester"
            description="Name of the person who asks"
            withAsterisk
            autoComplete="name"
            maxLength={nameLimit}
            error={errors.requesterName?.message}
            {...checkedAtOnce('requesterName')}
          />
          <TextInput
            label="E-mail"
            description="Where the requester can be reached"
            type="email"
            withAsterisk
            autoComplete="email"
            error={errors.requesterEmail?.message}
            {...register('requesterEmail')}
          />
        </SimpleGrid>
        <Controller
          control={control}
          name="priority"
          render={({ field, fieldState }) => (
            <Radio.Group label="Priority" withAsterisk error={fieldState.error?.message} value={field.value} onChange={field.onChange}>
              <Group gap="lg" mt={6}>
                {Object.entries(priorities).map(([value, { word, meaning }]) => (
                  <Radio key={value} value={value} label={word} description={meaning} />
                ))}
              </Group>
            </Radio.Group>
          )}
        />
        <Textarea
          label="Description"
          description="The request in the sender’s own words; kept to the byte"
          withAsterisk
          autosize
          minRows={6}
          maxRows={20}
          error={errors.description?.message}
          {...checkedAtOnce('description')}
        />
        <DescriptionCount form={form} />
        {documents}
        <Group justify="flex-end" gap="md">
          <SendKeys words="from any field sends it" />
          <Button type="submit" size="md" loading={isSubmitting}>
            Submit request
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** Watches by itself, so that typing does not draw the whole form again. */
function DescriptionCount({ form: { control } }: { form: RequestForm }) {
  const { length } = useWatch({ control, name: 'description' });
  return (
    <Text size="xs" c="dimmed" mt={-14}>
      {formatCount(length)} of {formatCount(descriptionLimit)} characters
    </Text>
  );
}
