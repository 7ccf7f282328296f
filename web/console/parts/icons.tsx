import {
  AimOutlined as Aim,
  ApartmentOutlined as Apartment,
  AuditOutlined as Audit,
  BarChartOutlined as BarChart,
  BellOutlined as Bell,
  BookOutlined as Book,
  BulbOutlined as Bulb,
  CalendarOutlined as Calendar,
  CaretDownOutlined as CaretDown,
  CaretRightOutlined as CaretRight,
  CarryOutOutlined as CarryOut,
  ClockCircleOutlined as ClockCircle,
  CommentOutlined as Comment,
  CopyOutlined as Copy,
  DeleteOutlined as Delete,
  DesktopOutlined as Desktop,
  DownloadOutlined as Download,
  ExportOutlined as Export,
  EyeOutlined as Eye,
  FileDoneOutlined as FileDone,
  HomeOutlined as Home,
  IdcardOutlined as Idcard,
  KeyOutlined as Key,
  LeftOutlined as Left,
  LogoutOutlined as Logout,
  MenuOutlined as Menu,
  PhoneOutlined as Phone,
  PlusOutlined as Plus,
  PrinterOutlined as Printer,
  RightOutlined as Right,
  SafetyCertificateOutlined as SafetyCertificate,
  ScheduleOutlined as Schedule,
  SearchOutlined as Search,
  ShopOutlined as Shop,
  SolutionOutlined as Solution,
  TableOutlined as TableOf,
  TeamOutlined as Team,
  TranslationOutlined as Translation,
  UnorderedListOutlined as UnorderedList,
  UploadOutlined as Upload,
  UserOutlined as User,
} from '@ant-design/icons'
import type { ComponentType } from 'react'

// An icon beside words: the library would have its English file name read aloud.
const silent = { 'aria-hidden': 'true', 'aria-label': undefined, role: undefined } as const

const quiet = (Icon: ComponentType<typeof silent>) =>
  function QuietIcon() {
    return <Icon {...silent} />
  }

export const AimIcon = quiet(Aim)
export const ApartmentIcon = quiet(Apartment)
export const AuditIcon = quiet(Audit)
export const BarChartIcon = quiet(BarChart)
export const BookIcon = quiet(Book)
export const BulbIcon = quiet(Bulb)
export const CalendarIcon = quiet(Calendar)
export const CaretDownIcon = quiet(CaretDown)
export const CaretRightIcon = quiet(CaretRight)
export const CarryOutIcon = quiet(CarryOut)
export const QueueIcon = quiet(UnorderedList)
export const BellIcon = quiet(Bell)
export const ClockIcon = quiet(ClockCircle)
export const CommentIcon = quiet(Comment)
export const CopyIcon = quiet(Copy)
export const DeleteIcon = quiet(Delete)
export const DesktopIcon = quiet(Desktop)
export const DownloadIcon = quiet(Download)
export const ExportIcon = quiet(Export)
export const EyeIcon = quiet(Eye)
export const FileDoneIcon = quiet(FileDone)
export const HomeIcon = quiet(Home)
export const IdcardIcon = quiet(Idcard)
export const KeyIcon = quiet(Key)
export const LeftIcon = quiet(Left)
export const ListIcon = quiet(UnorderedList)
export const LogoutIcon = quiet(Logout)
export const MenuIcon = quiet(Menu)
export const PhoneIcon = quiet(Phone)
export const PlusIcon = quiet(Plus)
export const PrinterIcon = quiet(Printer)
export const RightIcon = quiet(Right)
export const SafetyCertificateIcon = quiet(SafetyCertificate)
export const ScheduleIcon = quiet(Schedule)
export const SearchIcon = quiet(Search)
export const ShopIcon = quiet(Shop)
export const TableIcon = quiet(TableOf)
export const SolutionIcon = quiet(Solution)
export const TeamIcon = quiet(Team)
export const TranslationIcon = quiet(Translation)
export const UploadIcon = quiet(Upload)
export const UserIcon = quiet(User)
