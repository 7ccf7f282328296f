import { Alert, Button, Form, Steps } from 'antd'
import { useState } from 'react'
import type { BodyOf, OutputOf } from '../../../../src/contract/route.ts'
import { logIn } from '../../../../src/contract/routes/auth.ts'
import { setUp } from '../../../../src/contract/routes/setup.ts'
import { ask } from '../../../shared/ask.ts'
import { sentenceFor, useDo } from '../../asked.ts'
import { commonWords } from '../../commonWords.ts'
import { useLanguage, useWords } from '../../language.tsx'
import { AdministratorFields, CountyFields, fieldsOf, PlaceFields } from './fields.tsx'
import { setUpWords } from './words.ts'

type Values = Omit<BodyOf<typeof setUp>, 'token' | 'countyId'> & { readonly countyId: string; readonly repeat: string }

// Whoever has just chosen a password is not asked for it again; where that fails, the log-in page asks.
const enter = ({ login, password }: Pick<Values, 'login' | 'password'>) =>
  ask(logIn, { body: { login, password } }).catch(() => undefined)

interface Props {
  readonly token: string
  readonly onDone: (answer: OutputOf<typeof setUp>, countyName: string) => void
}

/** Three steps, one form: going back loses nothing. */
export function Wizard({ token, onDone }: Props) {
  const words = useWords(setUpWords)
  const common = useWords(commonWords)
  const { language } = useLanguage()
  const [step, setStep] = useState(0)
  const [form] = Form.useForm<Values>()
  const making = useDo(setUp)
  const last = step === fieldsOf.length - 1

  const goOn = async () => {
    const fine = await form.validateFields([...(fieldsOf[step] ?? [])], { recursive: true }).then(
      () => true,
      () => false,
    )
    if (fine) last ? make(form.getFieldsValue(true)) : setStep(step + 1)
  }
  const make = ({ repeat: _, countyId, ...values }: Values) =>
    making.mutate(
      { body: { ...values, dutyPhone: values.dutyPhone ?? '', token, countyId: Number(countyId) } },
      { onSuccess: (answer) => void enter(values).then(() => onDone(answer, values.countyName)) },
    )
  return (
    <section className="sheet door">
      <h1>{words.title}</h1>
      <p className="soft">{words.lead}</p>
      <Steps size="small" className="steps" current={step} items={words.steps.map((title) => ({ title }))} />
      <Form form={form} layout="vertical" requiredMark="optional" onFinish={() => void goOn()}>
        {step === 0 && <CountyFields />}
        {step === 1 && <PlaceFields />}
        {step === 2 && <AdministratorFields />}
        {making.error && (
          <Alert className="apart-below" type="error" showIcon title={sentenceFor(making.error, language)} />
        )}
        <div className="actions end">
          {step > 0 && <Button onClick={() => setStep(step - 1)}>{common.previous}</Button>}
          <Button type="primary" htmlType="submit" loading={making.isPending}>
            {last ? words.finish : common.next}
          </Button>
        </div>
      </Form>
    </section>
  )
}
