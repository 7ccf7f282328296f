import { App, Form, Modal } from 'antd'
import type { MatterActName, MatterView } from '../../../../src/contract/matters.ts'
import { actOnMatter, listMatters, readMatter } from '../../../../src/contract/routes/matters.ts'
import { useDo } from '../../asked.ts'
import { useWords } from '../../language.tsx'
import { ActFields } from './actFields.tsx'
import { actOf, type TypedAct } from './acts.ts'
import { matterWords } from './words.ts'

interface Props {
  readonly act: MatterActName
  readonly matter: MatterView
  readonly onClose: () => void
}

/** The small form of one act: what it means, what it needs, done by one button. */
export function ActForm({ act, matter, onClose }: Props) {
  const words = useWords(matterWords)
  const { message } = App.useApp()
  const [form] = Form.useForm<TypedAct>()
  const doing = useDo(actOnMatter, [readMatter, listMatters])
  const keep = (typed: TypedAct) => {
    const body = actOf(act, typed, matter)
    if (body === undefined) return
    void doing
      .mutateAsync({ params: { matterId: matter.matterId }, body })
      .then(() => {
        void message.success(words.done)
        onClose()
      })
      .catch(() => undefined)
  }
  return (
    <Modal
      open
      title={words.names[act]}
      okText={words.names[act]}
      confirmLoading={doing.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <p className="soft">{words.whys[act]}</p>
      <Form<TypedAct>
        form={form}
        name="act"
        layout="vertical"
        requiredMark={false}
        initialValues={initialOf(act, matter)}
        onFinish={keep}
      >
        <ActFields act={act} matter={matter} />
        <button type="submit" className="hidden" tabIndex={-1} aria-hidden="true" />
      </Form>
    </Modal>
  )
}

/** What is most likely so: all that was told to be missing has come; all required that is not there is told. */
function initialOf(act: MatterActName, { type, brought, missing }: MatterView): TypedAct {
  if (act === 'supply') return { materials: missing }
  if (act !== 'tellMissing') return {}
  return { materials: type.materials.filter((it) => it.required && !brought.includes(it.key)).map((it) => it.key) }
}
