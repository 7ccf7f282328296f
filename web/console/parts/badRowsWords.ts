import { inBoth } from '../inBoth.ts'

/** `fields` are the headings under which a problem of an uploaded row is shown. */
export const badRowsWords = inBoth(
  {
    row: '行',
    field: '栏目',
    problem: '问题',
    caption: '需要修改的行',
    fields: {
      cardNo: '卡号',
      employeeNo: '工号',
      end: '结束',
      name: '姓名',
      note: '备注',
      partyBranch: '党支部',
      phone: '电话',
      post: '职务',
      published: '公开',
      role: '值班角色',
      site: '站点',
      start: '开始',
      unit: '单位',
    },
  },
  {
    row: 'Row',
    field: 'Column',
    problem: 'Problem',
    caption: 'Rows to correct',
    fields: {
      cardNo: 'Card no.',
      employeeNo: 'Employee no.',
      end: 'End',
      name: 'Name',
      note: 'Note',
      partyBranch: 'Party branch',
      phone: 'Phone',
      post: 'Post',
      published: 'Published',
      role: 'Role',
      site: 'Site',
      start: 'Start',
      unit: 'Unit',
    },
  },
)
