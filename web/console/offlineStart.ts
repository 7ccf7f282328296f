import { useEffect, useState } from 'react'

/**
 * Has this page and its files kept for when there is no network, where the browser lets pages do so (over HTTPS, or on the
 * computer itself). Tells whether a newer version took over while the page stood: then it should be loaded anew.
 */
export function useOfflineStart(): boolean {
  const [isOld, setOld] = useState(false)
  useEffect(() => {
    const { serviceWorker } = navigator
    if (serviceWorker === undefined) return
    let hadOne = serviceWorker.controller !== null
    const takenOver = () => {
      if (hadOne) setOld(true)
      hadOne = true
    }
    const kept = serviceWorker.register('/console/worker.js').catch(() => undefined)
    // A page at a counter stands for weeks.
    const look = () => void (document.hidden || kept.then((it) => it?.update()).catch(() => undefined))
    serviceWorker.addEventListener('controllerchange', takenOver)
    document.addEventListener('visibilitychange', look)
    return () => {
      serviceWorker.removeEventListener('controllerchange', takenOver)
      document.removeEventListener('visibilitychange', look)
    }
  }, [])
  return isOld
}
