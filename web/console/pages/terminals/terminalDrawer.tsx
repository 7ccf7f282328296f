import { Button, Form, Input, Select, Switch } from 'antd'
import { keepTerminal, listTerminals } from '../../../../src/contract/routes/terminals.ts'
import { Serial, type Terminal } from '../../../../src/contract/terminals.ts'
import { useDo } from '../../asked.ts'
import { useWords } from '../../language.tsx'
import { FormDrawer } from '../../parts/formDrawer.tsx'
import { useNames } from '../../parts/names.ts'
import { terminalsWords } from './words.ts'

interface Props {
  readonly terminal?: Terminal
  /** Of a new one, where they are known. */
  readonly serial?: string
  readonly siteId?: string | undefined
  readonly onClose: () => void
}

/** Puts a terminal on the list, or changes what is said of it. */
export function TerminalDrawer({ terminal, serial = '', siteId, onClose }: Props) {
  const words = useWords(terminalsWords)
  const names = useNames()
  const keeping = useDo(keepTerminal, [listTerminals])
  const keep = ({ serial: own, ...body }: Terminal) =>
    keeping.mutate(
      { params: { serial: terminal?.serial ?? own.trim() }, body: { ...body, pins: body.pins ?? [] } },
      { onSuccess: onClose },
    )
  const [only] = names.sites
  const fresh = { serial, name: '', closed: false, pins: [], ...siteOf(siteId ?? only?.siteId) }
  return (
    <FormDrawer<Terminal>
      title={terminal?.name ?? words.add}
      initial={terminal ?? fresh}
      busy={keeping.isPending}
      onKeep={keep}
      onClose={onClose}
    >
      {terminal === undefined && (
        <Form.Item
          name="serial"
          label={words.serial}
          extra={words.serialWhy}
          rules={[{ required: true, validator: checkSerial(words.serialWrong) }]}
        >
          <Input autoFocus />
        </Form.Item>
      )}
      <Form.Item name="name" label={words.name} rules={[{ required: true, whitespace: true, max: 60 }]}>
        <Input />
      </Form.Item>
      <Form.Item name="siteId" label={words.site} rules={[{ required: true }]}>
        <Select
          options={names.sites.map((it) => ({ value: it.siteId, label: it.name }))}
          showSearch={{ optionFilterProp: 'label' }}
        />
      </Form.Item>
      <Pins />
      <Form.Item name="closed" label={words.closed} valuePropName="checked">
        <Switch />
      </Form.Item>
    </FormDrawer>
  )
}

const siteOf = (siteId: string | undefined) => (siteId === undefined ? {} : { siteId })

const checkSerial = (wrong: string) => (_: unknown, serial: string) =>
  Serial.safeParse(serial.trim()).success ? Promise.resolve() : Promise.reject(new Error(wrong))

/** Whose the terminal's own numbers are; people of the chosen site. */
function Pins() {
  const words = useWords(terminalsWords)
  const { staff } = useNames()
  const siteId = Form.useWatch<string | undefined>('siteId')
  const people = staff
    .filter((it) => it.siteId === siteId)
    .map((it) => ({ value: it.staffId, label: `${it.name} ${it.employeeNo}` }))
  return (
    <Form.Item label={words.pins} extra={words.pinsWhy}>
      <Form.List name="pins">
        {(fields, { add, remove }) => (
          <>
            {fields.map(({ key, name }) => (
              <div key={key} className="actions apart-below">
                <Form.Item name={[name, 'pin']} noStyle rules={[{ required: true, max: 24 }]}>
                  <Input aria-label={words.pin} placeholder={words.pin} />
                </Form.Item>
                <Form.Item name={[name, 'staffId']} noStyle rules={[{ required: true }]}>
                  <Select
                    className="grow"
                    aria-label={words.person}
                    placeholder={words.person}
                    options={people}
                    showSearch={{ optionFilterProp: 'label' }}
                  />
                </Form.Item>
                <Button onClick={() => remove(name)}>{words.remove}</Button>
              </div>
            ))}
            <Button onClick={() => add({ pin: '' })}>{words.addPin}</Button>
          </>
        )}
      </Form.List>
    </Form.Item>
  )
}
