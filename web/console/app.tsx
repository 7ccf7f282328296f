import { MutationCache, QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { App as AntApp, ConfigProvider } from 'antd'
import enUS from 'antd/locale/en_US.js'
import zhCN from 'antd/locale/zh_CN.js'
import { lazy, Suspense } from 'react'
import { Route, Router, Switch } from 'wouter'
import { whoAmI } from '../../src/contract/routes/setup.ts'
import { Refused, Unanswered } from '../shared/ask.ts'
import { commonWords } from './commonWords.ts'
import { LanguageProvider, useLanguage } from './language.tsx'
import { Mishap } from './parts/mishap.tsx'
import { Loading } from './parts/waiting.tsx'
import { Inside } from './shell/inside.tsx'
import { themeFor } from './theme.ts'

const SetUp = lazy(() => import('./pages/setUp/page.tsx'))
const Invitation = lazy(() => import('./pages/invitation/page.tsx'))
const LogIn = lazy(() => import('./pages/logIn/page.tsx'))

/** The whole console: language, look, what the server answered, and which page stands at which address. */
export function App() {
  return (
    <LanguageProvider>
      <QueryClientProvider client={answers}>
        <Look />
      </QueryClientProvider>
    </LanguageProvider>
  )
}

function Look() {
  const { language } = useLanguage()
  return (
    <ConfigProvider
      locale={language === 'zh' ? zhCN.default : enUS.default}
      theme={themeFor(language)}
      form={{ validateMessages: { pattern: { mismatch: commonWords[language].misshapen } } }}
    >
      <AntApp className="app">
        <Router base="/console">
          <Mishap at="">
            <Suspense fallback={<Loading />}>
              <Switch>
                <Route path="/set-up" component={SetUp} />
                <Route path="/invitation" component={Invitation} />
                <Route path="/log-in" component={LogIn} />
                <Route component={Inside} />
              </Switch>
            </Suspense>
          </Mishap>
        </Router>
      </AntApp>
    </ConfigProvider>
  )
}

// A session may end at any call: then the session is asked anew, and the gate shows the log-in.
const noteFailure = (failure: Error) => {
  if (failure instanceof Refused && failure.refusal === 'notLoggedIn') {
    void answers.resetQueries({ queryKey: [whoAmI.name] })
  }
}

const answers: QueryClient = new QueryClient({
  queryCache: new QueryCache({ onError: noteFailure }),
  mutationCache: new MutationCache({ onError: noteFailure }),
  defaultOptions: {
    queries: {
      staleTime: 20_000,
      retry: (count, failure) => failure instanceof Unanswered && count < 2,
    },
  },
})
