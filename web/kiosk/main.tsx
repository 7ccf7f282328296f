import { h, render } from 'preact'
render(h('p', {}, 'x'), document.body)
