<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>ActionsPanel</name>
    <message>
        <source>What I did today</source>
        <translation>我今天的操作</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Nothing to take back yet</source>
        <translation>还没有可撤回的操作</translation>
    </message>
    <message>
        <source>What you do today at this terminal is listed here.</source>
        <translation>您今天在本机的操作会列在这里。</translation>
    </message>
    <message>
        <source>A digit or Enter takes back; once more does it again.  PgDn: earlier  Esc: close</source>
        <translation>按数字或回车撤回，再按一次恢复。PgDn 更早，Esc 关闭</translation>
    </message>
    <message>
        <source>taken back</source>
        <translation>已撤回</translation>
    </message>
    <message>
        <source>first take back: {0}</source>
        <translation>请先撤回：{0}</translation>
    </message>
</context>
<context>
    <name>AgentCard</name>
    <message>
        <source>Name</source>
        <translation>姓名</translation>
    </message>
    <message>
        <source>Power of attorney</source>
        <translation>授权委托书</translation>
    </message>
    <message>
        <source>For what</source>
        <translation>授权事项</translation>
    </message>
    <message>
        <source>From</source>
        <translation>自</translation>
    </message>
    <message>
        <source>Until</source>
        <translation>至</translation>
    </message>
    <message>
        <source>May appoint a sub-agent</source>
        <translation>可以转委托</translation>
    </message>
    <message>
        <source>Both sides agree to it</source>
        <translation>同时代理双方，双方已同意</translation>
    </message>
</context>
<context>
    <name>AnswersSection</name>
    <message>
        <source>Yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>No</source>
        <translation>否</translation>
    </message>
    <message>
        <source>Please choose</source>
        <translation>请选择</translation>
    </message>
    <message>
        <source>Please write a whole number.</source>
        <translation>请填写整数。</translation>
    </message>
    <message>
        <source>This is not a day. Write it like 2027-06-30.</source>
        <translation>日期写法不对，请按 2027-06-30 填写。</translation>
    </message>
    <message>
        <source>This is no amount in yuan. Write it like 1,200,000.00.</source>
        <translation>不是金额，请按 1,200,000.00 填写（元）。</translation>
    </message>
    <message>
        <source>Please write a rate from 0 to 100, like 3.5.</source>
        <translation>请填 0 至 100 的百分比，例如 3.5。</translation>
    </message>
    <message>
        <source>This is no patent or application number; a digit is wrong.</source>
        <translation>不是专利号或申请号，有数字不对。</translation>
    </message>
    <message>
        <source>This is no telephone number.</source>
        <translation>不是电话号码。</translation>
    </message>
    <message>
        <source>This is none of the answers.</source>
        <translation>不在可选项内。</translation>
    </message>
    <message>
        <source>Where the contract is silent: {0}</source>
        <translation>合同没有约定时：{0}</translation>
    </message>
</context>
<context>
    <name>AppointmentForm</name>
    <message>
        <source>New appointment</source>
        <translation>新增预约</translation>
    </message>
    <message>
        <source>Name, initials, phone, document</source>
        <translation>姓名、首字母、电话、证件号</translation>
    </message>
    <message>
        <source>Search for whom it is</source>
        <translation>查找来访人</translation>
    </message>
    <message>
        <source>Make the appointment</source>
        <translation>确定预约</translation>
    </message>
    <message>
        <source>Agreed already:</source>
        <translation>已有预约：</translation>
    </message>
    <message>
        <source>Too often did not come: no appointment until {0}, numbers always.</source>
        <translation>多次爽约，{0} 前（含当日）暂停预约，可随时现场取号。</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>How long</source>
        <translation>时长</translation>
    </message>
    <message>
        <source> min</source>
        <translation> 分钟</translation>
    </message>
    <message>
        <source>How many people</source>
        <translation>人数</translation>
    </message>
    <message>
        <source>Subject</source>
        <translation>事由</translation>
    </message>
    <message>
        <source>What it is about</source>
        <translation>来办什么事</translation>
    </message>
    <message>
        <source>Type a name, initials or a telephone number; digit or Enter chooses.</source>
        <translation>输入姓名、首字母或电话，按数字或回车选择。</translation>
    </message>
    <message>
        <source>Whom is it for?</source>
        <translation>为谁预约？</translation>
    </message>
    <message>
        <source>Nobody found for: {0}</source>
        <translation>没有找到：{0}</translation>
    </message>
    <message>
        <source>F1 and Ctrl+N register a new visitor; then Ctrl+B comes back with them.</source>
        <translation>按 F1 再按 Ctrl+N 登记新来访人，登记后按 Ctrl+B 带回这里。</translation>
    </message>
</context>
<context>
    <name>AppointmentList</name>
    <message>
        <source>Day before</source>
        <translation>前一天</translation>
    </message>
    <message>
        <source>Day after</source>
        <translation>后一天</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>今天</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Visitor</source>
        <translation>来访人</translation>
    </message>
    <message>
        <source>Organisation</source>
        <translation>单位</translation>
    </message>
    <message>
        <source>Business</source>
        <translation>办理事项</translation>
    </message>
    <message>
        <source>People</source>
        <translation>人数</translation>
    </message>
    <message>
        <source>{0}, today</source>
        <translation>{0}（今天）</translation>
    </message>
    <message>
        <source>{0}, closed</source>
        <translation>{0}，休息</translation>
    </message>
    <message>
        <source>Expected {0}</source>
        <translation>待签到 {0}</translation>
    </message>
    <message>
        <source>of these now {0}</source>
        <translation>其中现可签到 {0}</translation>
    </message>
    <message>
        <source>Come {0}</source>
        <translation>已到 {0}</translation>
    </message>
    <message>
        <source>Not kept {0}</source>
        <translation>爽约 {0}</translation>
    </message>
    <message>
        <source>Called off {0}</source>
        <translation>已取消 {0}</translation>
    </message>
    <message>
        <source>Excused {0}</source>
        <translation>已谅解 {0}</translation>
    </message>
    <message>
        <source>The hall is closed on this day. PgUp and PgDown show other days.</source>
        <translation>当天不上班。按 PgUp、PgDown 看其他日期。</translation>
    </message>
    <message>
        <source>This day is over. PgUp and PgDown show other days.</source>
        <translation>这一天已过。按 PgUp、PgDown 看其他日期。</translation>
    </message>
    <message>
        <source>Ctrl+N makes an appointment. PgUp and PgDown show other days.</source>
        <translation>按 Ctrl+N 新增预约，按 PgUp、PgDown 看其他日期。</translation>
    </message>
    <message>
        <source>No appointments on this day</source>
        <translation>当天没有预约</translation>
    </message>
</context>
<context>
    <name>AppointmentPage</name>
    <message>
        <source>Appointments</source>
        <translation>预约</translation>
    </message>
    <message>
        <source>Make the appointment</source>
        <translation>确定预约</translation>
    </message>
    <message>
        <source>New appointment</source>
        <translation>新增预约</translation>
    </message>
    <message>
        <source>Call off</source>
        <translation>取消预约</translation>
    </message>
    <message>
        <source>Excuse</source>
        <translation>谅解</translation>
    </message>
    <message>
        <source>Day before</source>
        <translation>前一天</translation>
    </message>
    <message>
        <source>Day after</source>
        <translation>后一天</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>今天</translation>
    </message>
    <message>
        <source>Print the slip again</source>
        <translation>补打号票</translation>
    </message>
    <message>
        <source>Choose whom it is for first</source>
        <translation>请先选择来访人</translation>
    </message>
    <message>
        <source>Choose the business first</source>
        <translation>请先选择办理事项</translation>
    </message>
    <message>
        <source>The key before is still being carried out. Look, then press again.</source>
        <translation>上一步还在办理，请看清再按。</translation>
    </message>
    <message>
        <source>Agreed: {0}, {1}</source>
        <translation>已预约：{0}，{1}</translation>
    </message>
    <message>
        <source>Choose an appointment first</source>
        <translation>请先选择一条预约</translation>
    </message>
    <message>
        <source>Not possible now: {0}</source>
        <translation>现在不能这样做，状态为：{0}</translation>
    </message>
    <message>
        <source>The appointment is called off</source>
        <translation>预约已取消</translation>
    </message>
    <message>
        <source>It does not count as missed any more</source>
        <translation>已谅解，不再计为爽约</translation>
    </message>
    <message>
        <source>Checked in: {0}</source>
        <translation>已签到：{0}</translation>
    </message>
    <message>
        <source>Enter once more gives one more number on purpose.</source>
        <translation>再按一次回车可特批加号。</translation>
    </message>
    <message>
        <source>The slip is printed again, marked as a reprint</source>
        <translation>正在补打号票，票面注明“补打”</translation>
    </message>
</context>
<context>
    <name>AppointmentStrip</name>
    <message>
        <source>Check in</source>
        <translation>签到取号</translation>
    </message>
    <message>
        <source>Call off</source>
        <translation>取消预约</translation>
    </message>
    <message>
        <source>Excuse</source>
        <translation>谅解</translation>
    </message>
    <message>
        <source>Leave it</source>
        <translation>先不改</translation>
    </message>
    <message>
        <source>Why is it called off? {0} {1}</source>
        <translation>取消原因：{0} {1}</translation>
    </message>
    <message>
        <source>Why excused? {0} {1}</source>
        <translation>谅解原因：{0} {1}</translation>
    </message>
    <message numerus="yes">
        <source>%n waiting before this number</source>
        <translation>
            <numerusform>前面还有 %n 位</numerusform>
        </translation>
    </message>
    <message>
        <source>The slip is on its way to the printer.</source>
        <translation>号票正在送往打印机。</translation>
    </message>
    <message>
        <source>This number was taken back: it is void.</source>
        <translation>此号已撤销，号票作废。</translation>
    </message>
    <message>
        <source>The slip is printed.</source>
        <translation>号票已打印。</translation>
    </message>
    <message>
        <source>Slip: {0}</source>
        <translation>号票：{0}</translation>
    </message>
    <message>
        <source>Reason, kept with the appointment</source>
        <translation>原因，随预约保存</translation>
    </message>
</context>
<context>
    <name>Appointments</name>
    <message>
        <source>Expected</source>
        <translation>待签到</translation>
    </message>
    <message>
        <source>May check in</source>
        <translation>可签到</translation>
    </message>
    <message>
        <source>Late</source>
        <translation>已迟到</translation>
    </message>
    <message>
        <source>It can be checked in on its day.</source>
        <translation>预约当天可签到。</translation>
    </message>
    <message>
        <source>Can be checked in from {0} to {1}.</source>
        <translation>{0} 至 {1} 可签到。</translation>
    </message>
    <message>
        <source>Enter checks in, until {1}.</source>
        <translation>按回车签到取号，{1} 前有效。</translation>
    </message>
    <message>
        <source>Too late to go first: Enter gives an ordinary number.</source>
        <translation>已过签到时间，按回车取普通号。</translation>
    </message>
</context>
<context>
    <name>ArrangingPage</name>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Rooms</source>
        <translation>房间</translation>
    </message>
    <message>
        <source>Booking rules</source>
        <translation>预订规则</translation>
    </message>
    <message>
        <source>Hours</source>
        <translation>开放时间</translation>
    </message>
    <message>
        <source>Blockings</source>
        <translation>停用时段</translation>
    </message>
    <message>
        <source>Equipment</source>
        <translation>移动设备</translation>
    </message>
    <message>
        <source>Arranging rooms</source>
        <translation>房间设置</translation>
    </message>
    <message>
        <source>The same at every terminal of the hall</source>
        <translation>全大厅各终端一致</translation>
    </message>
    <message>
        <source>Saved. These bookings lose what they were promised; tell their people: {0}</source>
        <translation>已保存。以下预订受影响，请通知相关人员：{0}</translation>
    </message>
    <message>
        <source>Saved. Every terminal follows with its next contact.</source>
        <translation>已保存，各终端下次联络后生效。</translation>
    </message>
    <message>
        <source>Not saved: {0}</source>
        <translation>未保存：{0}</translation>
    </message>
</context>
<context>
    <name>AsidePanel</name>
    <message>
        <source>Aside</source>
        <translation>暂离</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>号码</translation>
    </message>
    <message>
        <source>Nobody is aside</source>
        <translation>无人暂离</translation>
    </message>
    <message>
        <source>F4 sets aside who does not come, F5 lets a case rest.</source>
        <translation>F4 记未到，F5 挂起。</translation>
    </message>
    <message>
        <source>Into the line</source>
        <translation>入队待叫</translation>
    </message>
    <message>
        <source>Aside: {0}</source>
        <translation>暂离 {0} 人</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>继续办理</translation>
    </message>
    <message>
        <source>Bring back</source>
        <translation>恢复排队</translation>
    </message>
</context>
<context>
    <name>Asking</name>
    <message>
        <source>Comes back with them and stands at the head of the line</source>
        <translation>补齐后回来，排在队首</translation>
    </message>
    <message>
        <source>The visitor is free and is called when it is ready</source>
        <translation>来访人可离开，办好再叫</translation>
    </message>
    <message>
        <source>Goes on here as soon as it comes</source>
        <translation>稍候即在本窗口继续</translation>
    </message>
    <message>
        <source>How does {0} rest?</source>
        <translation>{0} 怎样挂起？</translation>
    </message>
    <message>
        <source>Finish {0}; what follows?</source>
        <translation>办结 {0}，接着办什么？</translation>
    </message>
    <message>
        <source>To whom is {0} handed on?</source>
        <translation>{0} 转给谁？</translation>
    </message>
    <message>
        <source>A word for the next clerk, then Enter</source>
        <translation>给下一位的备注，回车确认</translation>
    </message>
    <message>
        <source>The visitor has left</source>
        <translation>来访人已离开</translation>
    </message>
    <message>
        <source>The number was taken by mistake</source>
        <translation>取错号</translation>
    </message>
    <message>
        <source>Settled without a case</source>
        <translation>无须办理</translation>
    </message>
    <message>
        <source>Why is {0} void?</source>
        <translation>{0} 为何作废？</translation>
    </message>
    <message>
        <source>Digit, or another reason</source>
        <translation>按数字，或输入其他原因</translation>
    </message>
    <message>
        <source>Window {0}</source>
        <translation>{0} 号窗口</translation>
    </message>
    <message>
        <source>at window {0}</source>
        <translation>在 {0} 号窗口</translation>
    </message>
</context>
<context>
    <name>AttachmentCard</name>
    <message>
        <source>Take this file out</source>
        <translation>移除此文件</translation>
    </message>
    <message>
        <source>{0} pages</source>
        <translation>{0} 页</translation>
    </message>
    <message>
        <source>Part of the sealed file</source>
        <translation>并入盖章文件</translation>
    </message>
</context>
<context>
    <name>AttachmentsSection</name>
    <message>
        <source>PDF files and pictures. Each is listed in the contract by name and digest.</source>
        <translation>PDF 或图片。合同中逐一列出名称和摘要值。</translation>
    </message>
    <message>
        <source>No file yet: choose one, or let it fall here.</source>
        <translation>还没有附件：请选择文件，或拖到这里。</translation>
    </message>
    <message>
        <source>Add a file</source>
        <translation>添加文件</translation>
    </message>
</context>
<context>
    <name>AttendanceCard</name>
    <message>
        <source>Who is here</source>
        <translation>到场人员</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>姓名</translation>
    </message>
    <message>
        <source>Organisation</source>
        <translation>单位</translation>
    </message>
    <message>
        <source>Side</source>
        <translation>身份</translation>
    </message>
    <message>
        <source>Signed in</source>
        <translation>签到</translation>
    </message>
    <message>
        <source>Nobody was announced</source>
        <translation>未登记参会人</translation>
    </message>
    <message>
        <source>Type a name below, or scan a ticket.</source>
        <translation>在下方输入姓名，或扫号票。</translation>
    </message>
    <message>
        <source>Somebody else</source>
        <translation>其他到场人</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>签到</translation>
    </message>
    <message>
        <source>A digit or Enter signs a line in; a scanned ticket signs its visitor in.</source>
        <translation>按数字或回车为该行签到；扫号票即为来访人签到。</translation>
    </message>
</context>
<context>
    <name>Banner</name>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>Bar</name>
    <message>
        <source>Lock</source>
        <translation>锁屏</translation>
    </message>
    <message>
        <source>Sample data</source>
        <translation>样例数据</translation>
    </message>
</context>
<context>
    <name>BasicsSection</name>
    <message>
        <source>Project name</source>
        <translation>项目名称</translation>
    </message>
    <message>
        <source>Valid from</source>
        <translation>有效期起</translation>
    </message>
    <message>
        <source>Valid to</source>
        <translation>有效期止</translation>
    </message>
    <message>
        <source>Signed at</source>
        <translation>签订地点</translation>
    </message>
    <message>
        <source>{0} to contract {1} (digest {2} …)</source>
        <translation>合同 {1}（摘要 {2}…）的{0}</translation>
    </message>
</context>
<context>
    <name>BlockingSection</name>
    <message>
        <source>Numbers, like 201 202. Empty: every room.</source>
        <translation>填房间号，如 201 202；不填为全部房间。</translation>
    </message>
    <message>
        <source>Rooms</source>
        <translation>房间</translation>
    </message>
    <message>
        <source>From</source>
        <translation>从</translation>
    </message>
    <message>
        <source>at</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Until</source>
        <translation>至</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Else nothing is blocked while something is booked then.</source>
        <translation>不勾选时，该时段已有预订则不能停用。</translation>
    </message>
    <message>
        <source>Around what is booked already</source>
        <translation>避开已有预订</translation>
    </message>
    <message>
        <source>Another blocking</source>
        <translation>新增停用时段</translation>
    </message>
    <message>
        <source>Give the room free again</source>
        <translation>恢复使用</translation>
    </message>
</context>
<context>
    <name>BookingDesk</name>
    <message>
        <source>Asked for: {room}, {hours}</source>
        <translation>已提交申请：{room}，{hours}</translation>
    </message>
    <message>
        <source>Booked: {room}, {hours}</source>
        <translation>已预订：{room}，{hours}</translation>
    </message>
    <message>
        <source>Booked once more: {room}, {hours}</source>
        <translation>已复制预订：{room}，{hours}</translation>
    </message>
    <message>
        <source>Changed; the hall has yet to agree: {room}, {hours}</source>
        <translation>已修改，待大厅同意：{room}，{hours}</translation>
    </message>
    <message>
        <source>Changed: {room}, {hours}</source>
        <translation>已更改：{room}，{hours}</translation>
    </message>
    <message>
        <source>Asked for: {room}, {hours}; the place before is given up</source>
        <translation>已提交申请：{room}，{hours}；原时段已放弃</translation>
    </message>
    <message>
        <source>Moved: {room}, {hours}</source>
        <translation>已移动：{room}，{hours}</translation>
    </message>
    <message>
        <source>Split; its second part is asked for: {room}, {hours}</source>
        <translation>已拆分，后一段已提交申请：{room}，{hours}</translation>
    </message>
    <message>
        <source>Split; goes on in {room}, {hours}</source>
        <translation>已拆分，后段：{room}，{hours}</translation>
    </message>
    <message>
        <source>The room is free again: {room}, {hours}</source>
        <translation>房间已退回：{room}，{hours}</translation>
    </message>
    <message>
        <source>Booked: {count} dates</source>
        <translation>已预订 {count} 场</translation>
    </message>
    <message>
        <source>Asked for: {count} dates</source>
        <translation>已提交申请 {count} 场</translation>
    </message>
    <message>
        <source>Asked for together: {count}</source>
        <translation>已一并提交申请 {count} 处</translation>
    </message>
    <message>
        <source>Booked together: {count}</source>
        <translation>已一并预订 {count} 处</translation>
    </message>
    <message>
        <source>Changed: {count} dates</source>
        <translation>已更改 {count} 场</translation>
    </message>
    <message>
        <source>Given back: {count} dates</source>
        <translation>已退回 {count} 场</translation>
    </message>
</context>
<context>
    <name>BookingForm</name>
    <message>
        <source>Book a room</source>
        <translation>预订洽谈室</translation>
    </message>
    <message>
        <source>For: {who}</source>
        <translation>来访：{who}</translation>
    </message>
    <message>
        <source>visit without a name</source>
        <translation>匿名来访</translation>
    </message>
    <message>
        <source>Best rooms</source>
        <translation>推荐房间</translation>
    </message>
    <message>
        <source>Book</source>
        <translation>预订</translation>
    </message>
    <message>
        <source>Changing: {title}</source>
        <translation>正在更改：{title}</translation>
    </message>
    <message>
        <source>Save the change</source>
        <translation>保存更改</translation>
    </message>
    <message>
        <source>Booking anew: {title}</source>
        <translation>重新预订：{title}</translation>
    </message>
    <message>
        <source>Past midnight: choose the last day under “Until”.</source>
        <translation>跨零点的，请在“结束日期”中选最后一天。</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>More facts</source>
        <translation>更多内容</translation>
    </message>
    <message>
        <source>Begin an empty form</source>
        <translation>清空，重新填写</translation>
    </message>
    <message>
        <source>Leave those dates as they are</source>
        <translation>这些场次保持不变</translation>
    </message>
    <message>
        <source>Repeat on other dates</source>
        <translation>周期预订</translation>
    </message>
    <message>
        <source>Put on the waiting list</source>
        <translation>登记候补</translation>
    </message>
    <message>
        <source>Which dates</source>
        <translation>适用场次</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>From</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>To</source>
        <translation>结束</translation>
    </message>
    <message>
        <source>Until</source>
        <translation>结束日期</translation>
    </message>
    <message>
        <source>Room</source>
        <translation>房间</translation>
    </message>
    <message>
        <source>Purpose</source>
        <translation>用途</translation>
    </message>
    <message>
        <source>What about</source>
        <translation>主题</translation>
    </message>
    <message>
        <source>People</source>
        <translation>人数</translation>
    </message>
    <message>
        <source>Free at this time.</source>
        <translation>该时段空闲。</translation>
    </message>
</context>
<context>
    <name>BookingList</name>
    <message>
        <source>When</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Room</source>
        <translation>房间</translation>
    </message>
    <message>
        <source>What about</source>
        <translation>主题</translation>
    </message>
    <message>
        <source>Who meets</source>
        <translation>参会方</translation>
    </message>
    <message>
        <source>People</source>
        <translation>人数</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Nothing is booked on this day</source>
        <translation>当天没有预订</translation>
    </message>
    <message>
        <source>Choose a room and an hour at the right, or press F6.</source>
        <translation>在右侧选房间和时间，或按 F6。</translation>
    </message>
    <message>
        <source>Bookings of the day</source>
        <translation>当天预订</translation>
    </message>
</context>
<context>
    <name>BookingPanel</name>
    <message>
        <source>Purpose</source>
        <translation>用途</translation>
    </message>
    <message>
        <source>Who meets</source>
        <translation>参加方</translation>
    </message>
    <message>
        <source>People</source>
        <translation>人数</translation>
    </message>
    <message>
        <source>Host</source>
        <translation>接待人</translation>
    </message>
    <message>
        <source>Movable equipment</source>
        <translation>可移动设备</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Ctrl+arrows move it, Ctrl+Shift+arrows its end, Alt+Shift+arrows its start; Ctrl+C copies, Ctrl+T splits at the cursor, Enter drops.</source>
        <translation>Ctrl+方向键移动，Ctrl+Shift+方向键改结束，Alt+Shift+方向键改开始；Ctrl+C 复制，Ctrl+T 在光标处拆分，回车确认。</translation>
    </message>
    <message>
        <source>Draft a contract</source>
        <translation>起草合同</translation>
    </message>
    <message>
        <source>Meeting: who is here, minutes</source>
        <translation>会议：到场与纪要</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>更改</translation>
    </message>
    <message>
        <source>Cancel the booking</source>
        <translation>取消预订</translation>
    </message>
    <message>
        <source>Why is the room given back?</source>
        <translation>为什么取消预订？</translation>
    </message>
    <message>
        <source>Which dates</source>
        <translation>适用场次</translation>
    </message>
    <message>
        <source>The other party postponed</source>
        <translation>对方改期</translation>
    </message>
    <message>
        <source>No longer needed</source>
        <translation>不再需要</translation>
    </message>
    <message>
        <source>Booked by mistake</source>
        <translation>预订有误</translation>
    </message>
    <message>
        <source>Another reason, then Enter</source>
        <translation>其他原因，填好按回车</translation>
    </message>
    <message>
        <source>Another reason</source>
        <translation>其他原因</translation>
    </message>
    <message>
        <source>Keep the booking</source>
        <translation>保留预订</translation>
    </message>
</context>
<context>
    <name>BoughtSection</name>
    <message>
        <source>A certificate of a certification authority as a .p12 or .pfx file, with its password. It seals from then on; its key is encrypted anew and kept in the store. What was sealed before stays true. It does not renew itself: you are reminded thirty days before it ends.</source>
        <translation>认证机构颁发的证书，.p12 或 .pfx 文件，带密码。换上后就用它盖章，密钥重新加密后存在本机；以前盖的仍然有效。它不会自动续期，到期前三十天开始提醒。</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Its password</source>
        <translation>文件密码</translation>
    </message>
    <message>
        <source>Choose a file</source>
        <translation>选择文件</translation>
    </message>
    <message>
        <source>Seal with this certificate</source>
        <translation>用这张证书盖章</translation>
    </message>
    <message>
        <source>Which file?</source>
        <translation>选哪个文件？</translation>
    </message>
    <message>
        <source>Certificates with their key (*.p12 *.pfx)</source>
        <translation>带密钥的证书 (*.p12 *.pfx)</translation>
    </message>
    <message>
        <source>The bought certificate seals from now on</source>
        <translation>已换成外购证书盖章</translation>
    </message>
</context>
<context>
    <name>Busy</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>CalendarPage</name>
    <message>
        <source>Calendar files</source>
        <translation>日历文件</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Read a file</source>
        <translation>读取文件</translation>
    </message>
    <message>
        <source>Take the meetings</source>
        <translation>导入会议</translation>
    </message>
    <message>
        <source>Write the room&apos;s calendar</source>
        <translation>导出本室日历</translation>
    </message>
    <message>
        <source>Room</source>
        <translation>洽谈室</translation>
    </message>
    <message>
        <source>New meetings go into this room.</source>
        <translation>新会议订入此室。</translation>
    </message>
    <message>
        <source>No file is read</source>
        <translation>尚未读取文件</translation>
    </message>
    <message>
        <source>Read an .ics file with Ctrl+O: you see what each meeting would do before it is taken.</source>
        <translation>按 Ctrl+O 读取 .ics 文件，导入前可逐条查看结果。</translation>
    </message>
    <message>
        <source>When</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>What about</source>
        <translation>事由</translation>
    </message>
    <message>
        <source>In the file</source>
        <translation>文件中的地点</translation>
    </message>
    <message>
        <source>What happens</source>
        <translation>处理</translation>
    </message>
    <message>
        <source>Meetings of the file</source>
        <translation>文件中的会议</translation>
    </message>
    <message>
        <source>Which file?</source>
        <translation>选择文件</translation>
    </message>
    <message>
        <source>Calendars (*.ics)</source>
        <translation>日历 (*.ics)</translation>
    </message>
    <message>
        <source>The file is not in UTF-8 and was read as GB18030. Look at the titles first.</source>
        <translation>文件不是 UTF-8 编码，已按 GB18030 读取，请先核对标题。</translation>
    </message>
    <message>
        <source>The meetings are being taken. Esc stops it; what is taken stays.</source>
        <translation>正在导入。按 Esc 停止，已导入的保留。</translation>
    </message>
    <message>
        <source>Called off in its calendar</source>
        <translation>来源日历已取消</translation>
    </message>
    <message>
        <source>Stopped: {0} taken, {1} not, {2} left</source>
        <translation>已停止：已导入 {0} 条，未导入 {1} 条，未处理 {2} 条</translation>
    </message>
    <message>
        <source>{0} taken, {1} not</source>
        <translation>已导入 {0} 条，未导入 {1} 条</translation>
    </message>
    <message>
        <source>Where shall the calendar go?</source>
        <translation>保存到</translation>
    </message>
    <message>
        <source>Written: {0}</source>
        <translation>已导出：{0}</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>已完成</translation>
    </message>
</context>
<context>
    <name>CalendarPhrases</name>
    <message>
        <source>{0} times in all</source>
        <translation>共 {0} 次</translation>
    </message>
    <message>
        <source>until {0}</source>
        <translation>至 {0}</translation>
    </message>
    <message>
        <source>every day</source>
        <translation>每天</translation>
    </message>
    <message>
        <source>every {0} days</source>
        <translation>每 {0} 天</translation>
    </message>
    <message>
        <source>every week</source>
        <translation>每周</translation>
    </message>
    <message>
        <source>every {0} weeks</source>
        <translation>每 {0} 周</translation>
    </message>
    <message>
        <source>every month</source>
        <translation>每月</translation>
    </message>
    <message>
        <source>every {0} months</source>
        <translation>每 {0} 个月</translation>
    </message>
    <message>
        <source>every year</source>
        <translation>每年</translation>
    </message>
    <message>
        <source>every {0} years</source>
        <translation>每 {0} 年</translation>
    </message>
</context>
<context>
    <name>CallDisplay</name>
    <message>
        <source>Call display</source>
        <translation>叫号屏</translation>
    </message>
    <message>
        <source>Reading the calls…</source>
        <translation>正在读取叫号…</translation>
    </message>
    <message>
        <source>This terminal belongs to no hall yet: it has to be joined to the centre</source>
        <translation>本终端尚未加入任何大厅，请先接入中心</translation>
    </message>
    <message>
        <source>Nothing new since {0}: please listen to the staff</source>
        <translation>{0} 后叫号未更新，请留意工作人员呼叫</translation>
    </message>
    <message>
        <source>Other windows not heard since {0}: please listen to the staff</source>
        <translation>{0} 后收不到其他窗口叫号，请留意工作人员呼叫</translation>
    </message>
    <message>
        <source>As of {0}</source>
        <translation>截至 {0}</translation>
    </message>
    <message>
        <source>Nobody is called just now</source>
        <translation>暂无叫号</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>窗口</translation>
    </message>
    <message>
        <source>Priority</source>
        <translation>优先</translation>
    </message>
    <message>
        <source>Called before</source>
        <translation>最近叫号</translation>
    </message>
    <message>
        <source>Called as well</source>
        <translation>同时呼叫</translation>
    </message>
    <message>
        <source>None yet today</source>
        <translation>今日暂无</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>等候</translation>
    </message>
    <message>
        <source>{0} to {1} min</source>
        <translation>约 {0}–{1} 分钟</translation>
    </message>
</context>
<context>
    <name>CallPanel</name>
    <message>
        <source>To phone</source>
        <translation>待电话通知</translation>
    </message>
    <message>
        <source>When</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Room</source>
        <translation>房间</translation>
    </message>
    <message>
        <source>What about</source>
        <translation>主题</translation>
    </message>
    <message>
        <source>Nobody has to be phoned</source>
        <translation>没有需要电话通知的人</translation>
    </message>
    <message>
        <source>Bookings that were refused or declined, or lost their room, appear here with their people.</source>
        <translation>被退回、被回绝或失去房间的预订，连同有关人员列在这里。</translation>
    </message>
    <message>
        <source>Bookings whose people are to be phoned</source>
        <translation>需要电话通知的预订</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>修改预订</translation>
    </message>
    <message>
        <source>Phoned; give it back</source>
        <translation>已电话告知，取消预订</translation>
    </message>
    <message>
        <source>The centre did not take it.</source>
        <translation>中心没有接受这项预订。</translation>
    </message>
    <message>
        <source>Declined: {reason}</source>
        <translation>已回绝：{reason}</translation>
    </message>
    <message>
        <source>Who counts on it</source>
        <translation>需要通知</translation>
    </message>
    <message>
        <source>Free instead</source>
        <translation>可改订</translation>
    </message>
    <message>
        <source>Decide</source>
        <translation>去处理</translation>
    </message>
    <message>
        <source>Phoned; take it off the list</source>
        <translation>已电话告知，移出清单</translation>
    </message>
</context>
<context>
    <name>CaseView</name>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Pre-check</source>
        <translation>预审</translation>
    </message>
    <message>
        <source>Form</source>
        <translation>登记表</translation>
    </message>
    <message>
        <source>Papers</source>
        <translation>材料</translation>
    </message>
    <message>
        <source>Decision</source>
        <translation>决定</translation>
    </message>
    <message>
        <source>Print</source>
        <translation>打印</translation>
    </message>
    <message>
        <source>Saved</source>
        <translation>已保存</translation>
    </message>
    <message>
        <source>Done. It stands in the history.</source>
        <translation>已办，记入台账。</translation>
    </message>
    <message>
        <source>The paper goes to the printer</source>
        <translation>文书已送打印</translation>
    </message>
</context>
<context>
    <name>CheckList</name>
    <message>
        <source>This business needs no documents</source>
        <translation>本事项无需提交材料</translation>
    </message>
    <message>
        <source>Documents: {0} of {1} seen</source>
        <translation>材料：已核 {0} 项，共 {1} 项</translation>
    </message>
</context>
<context>
    <name>CheckPane</name>
    <message>
        <source>Rule</source>
        <translation>规则</translation>
    </message>
    <message>
        <source>What</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>By</source>
        <translation>依据</translation>
    </message>
    <message>
        <source>Mended</source>
        <translation>补正处</translation>
    </message>
    <message>
        <source>Weight</source>
        <translation>轻重</translation>
    </message>
    <message>
        <source>All 24 rules are kept</source>
        <translation>24 条规则均符合</translation>
    </message>
    <message>
        <source>The case can be accepted: F10.</source>
        <translation>可以受理：F10。</translation>
    </message>
    <message>
        <source>{0} must be mended, {1} to be noted. Enter or the digit leads to the place.</source>
        <translation>须补正 {0} 处，提示 {1} 处。按回车或数字转到该处。</translation>
    </message>
</context>
<context>
    <name>ClauseCard</name>
    <message>
        <source>Stands in</source>
        <translation>所在条款</translation>
    </message>
    <message>
        <source>Heading</source>
        <translation>标题</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>正文</translation>
    </message>
    <message>
        <source>From the library: {0}</source>
        <translation>来自条款库：{0}</translation>
    </message>
</context>
<context>
    <name>ClauseForm</name>
    <message>
        <source>A section of its own</source>
        <translation>单独成条</translation>
    </message>
    <message>
        <source>Every class</source>
        <translation>所有类别</translation>
    </message>
    <message>
        <source>New clause</source>
        <translation>新条款</translation>
    </message>
    <message>
        <source>Next edition of: {0}</source>
        <translation>新版本：{0}</translation>
    </message>
    <message>
        <source>Stands in</source>
        <translation>所在条款</translation>
    </message>
    <message>
        <source>Law</source>
        <translation>法条</translation>
    </message>
    <message>
        <source>Offered for</source>
        <translation>适用于</translation>
    </message>
    <message>
        <source>Change it</source>
        <translation>修改</translation>
    </message>
    <message>
        <source>End it</source>
        <translation>停用</translation>
    </message>
    <message>
        <source>Heading</source>
        <translation>标题</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>正文</translation>
    </message>
    <message>
        <source>At most {0} characters; each line is a paragraph.</source>
        <translation>最多 {0} 字，每行一段。</translation>
    </message>
    <message>
        <source>Classes or templates, e.g. dev lic1; nothing: every class.</source>
        <translation>类别或范本代码，如 dev lic1；不填表示全部。</translation>
    </message>
    <message>
        <source>What you typed is not saved yet. Esc again drops it.</source>
        <translation>输入的内容尚未保存，再按 Esc 放弃。</translation>
    </message>
    <message>
        <source>Leave it</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Save the clause</source>
        <translation>保存条款</translation>
    </message>
</context>
<context>
    <name>ClausesSection</name>
    <message>
        <source>A section of its own</source>
        <translation>单独成条</translation>
    </message>
    <message>
        <source>What the parties agree beyond the template, at the end of a section or as its own.</source>
        <translation>范本以外的约定，接在某条之后或单独成条。</translation>
    </message>
    <message>
        <source>Clause {0}</source>
        <translation>条款 {0}</translation>
    </message>
    <message>
        <source>Type a clause</source>
        <translation>自拟条款</translation>
    </message>
    <message>
        <source>From the library (F7)</source>
        <translation>从条款库选取（F7）</translation>
    </message>
</context>
<context>
    <name>ClosingPage</name>
    <message>
        <source>Day end</source>
        <translation>日结</translation>
    </message>
    <message>
        <source>Close the day</source>
        <translation>日结</translation>
    </message>
    <message>
        <source>Print the report</source>
        <translation>打印日报</translation>
    </message>
    <message>
        <source>Day before</source>
        <translation>前一天</translation>
    </message>
    <message>
        <source>Day after</source>
        <translation>后一天</translation>
    </message>
    <message>
        <source>Earlier day: {0}</source>
        <translation>往日：{0}</translation>
    </message>
    <message>
        <source>{0} was not closed. Left: {1}</source>
        <translation>{0} 未日结，还剩 {1} 人</translation>
    </message>
    <message>
        <source>Show that day</source>
        <translation>查看该日</translation>
    </message>
    <message>
        <source>There is no earlier day.</source>
        <translation>没有更早的日期。</translation>
    </message>
    <message>
        <source>This is today.</source>
        <translation>已是今天。</translation>
    </message>
    <message>
        <source>The key before is still being carried out. Look, then press again.</source>
        <translation>上一步还在办理，请看清再按。</translation>
    </message>
    <message>
        <source>Nobody is left of this day. Ctrl+P prints its report.</source>
        <translation>该日没有遗留人员。Ctrl+P 打印日报。</translation>
    </message>
    <message>
        <source>Look at what will happen, then press again.</source>
        <translation>请先看清将要进行的处理，再按一次。</translation>
    </message>
    <message>
        <source>The day is closed. Ctrl+P prints the report.</source>
        <translation>已日结。Ctrl+P 打印日报。</translation>
    </message>
    <message>
        <source>Somebody came meanwhile. Look at the list, then close the day again.</source>
        <translation>刚有人取号。请看清列表，再做日结。</translation>
    </message>
    <message>
        <source>The report is with the printer</source>
        <translation>日报已送打印</translation>
    </message>
</context>
<context>
    <name>Comparison</name>
    <message>
        <source>Mine</source>
        <translation>本机的</translation>
    </message>
    <message>
        <source>differs</source>
        <translation>不一致</translation>
    </message>
    <message>
        <source>the same</source>
        <translation>一致</translation>
    </message>
    <message>
        <source>{0} (new)</source>
        <translation>{0}（新增）</translation>
    </message>
    <message>
        <source>At the centre, in the way: {0}</source>
        <translation>中心已有，与之冲突：{0}</translation>
    </message>
    <message>
        <source>At the centre</source>
        <translation>中心的</translation>
    </message>
    <message>
        <source>The centre has no such record</source>
        <translation>中心没有这条记录</translation>
    </message>
    <message>
        <source>{0} (today: {1})</source>
        <translation>{0}（现为：{1}）</translation>
    </message>
</context>
<context>
    <name>ConfirmStep</name>
    <message>
        <source>Call me by my number</source>
        <translation>屏幕显示号码</translation>
    </message>
    <message>
        <source>Call me by my masked name</source>
        <translation>屏幕显示姓名（隐去部分）</translation>
    </message>
    <message>
        <source>Take a number</source>
        <translation>取号</translation>
    </message>
    <message>
        <source>Phone {0}</source>
        <translation>手机 {0}</translation>
    </message>
    <message>
        <source>Card of {0}</source>
        <translation>身份证 {0}</translation>
    </message>
</context>
<context>
    <name>ConflictPanel</name>
    <message>
        <source>For the administrator: {0}</source>
        <translation>供管理员参考：{0}</translation>
    </message>
    <message>
        <source>terminal {0}</source>
        <translation>{0} 号终端</translation>
    </message>
    <message>
        <source>this terminal</source>
        <translation>本机</translation>
    </message>
    <message>
        <source>A colleague decided otherwise first ({0}: {1}); this one came second.</source>
        <translation>同事已先作出不同处理（{0}：{1}），这一处理晚了一步。</translation>
    </message>
    <message>
        <source>Somebody else had changed the same value; the centre kept theirs.</source>
        <translation>同一项内容已被他人先修改，中心保留了对方的值。</translation>
    </message>
    <message>
        <source>The centre&apos;s record of it comes with the next exchange; then it can be decided.</source>
        <translation>中心的记录将在下次同步时到达，届时即可处理。</translation>
    </message>
    <message>
        <source>It was built on something refused before. Decide that first.</source>
        <translation>它所依据的内容先前已被退回，请先处理那一项。</translation>
    </message>
    <message>
        <source>Refused along with it, because built on it: {0}</source>
        <translation>因依据此项而一并被退回：{0} 项</translation>
    </message>
    <message>
        <source>{0}  {1}: {2}, but the centre did not take that.</source>
        <translation>{0}  {1}：{2}，但中心未接受。</translation>
    </message>
    <message>
        <source>{0} by {1}: {2}</source>
        <translation>{0} 由 {1} 处理：{2}</translation>
    </message>
    <message>
        <source>Note: {0}</source>
        <translation>备注：{0}</translation>
    </message>
    <message>
        <source>The decision goes to the centre with the next exchange.</source>
        <translation>该处理将在下次同步时上传中心。</translation>
    </message>
    <message>
        <source>Choose a line</source>
        <translation>请选择一行</translation>
    </message>
    <message>
        <source>Both sides and the choices appear here.</source>
        <translation>这里会并列显示双方内容和可选的处理方式。</translation>
    </message>
</context>
<context>
    <name>ConflictsPane</name>
    <message>
        <source>What</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>Decision</source>
        <translation>处理</translation>
    </message>
    <message>
        <source>When</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Nothing was decided yet</source>
        <translation>尚无已处理的项目</translation>
    </message>
    <message>
        <source>Decided differences stay listed here.</source>
        <translation>处理过的差异会一直列在这里。</translation>
    </message>
    <message>
        <source>Differences can only arise with a centre.</source>
        <translation>接入中心后才会出现差异。</translation>
    </message>
    <message>
        <source>What the centre refuses or overwrites appears here, and stays until it is decided.</source>
        <translation>中心退回或未采用的内容会出现在这里，处理之前不会消失。</translation>
    </message>
    <message>
        <source>Nothing needs a decision</source>
        <translation>没有待处理的差异</translation>
    </message>
</context>
<context>
    <name>ConsentView</name>
    <message>
        <source>Before you sign on the screen</source>
        <translation>屏幕签字前请知悉</translation>
    </message>
    <message>
        <source>Read again</source>
        <translation>重新阅读</translation>
    </message>
    <message>
        <source>Sign on paper</source>
        <translation>改为纸质签字</translation>
    </message>
    <message>
        <source>I agree</source>
        <translation>同意</translation>
    </message>
</context>
<context>
    <name>ContractPanel</name>
    <message>
        <source>Without a name yet</source>
        <translation>项目未命名</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>合同编号</translation>
    </message>
    <message>
        <source>Parties</source>
        <translation>当事人</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>金额</translation>
    </message>
    <message>
        <source>Term</source>
        <translation>有效期</translation>
    </message>
    <message>
        <source>Sign until</source>
        <translation>签署期限</translation>
    </message>
    <message>
        <source>Signatures</source>
        <translation>签署</translation>
    </message>
    <message>
        <source>Time stamp</source>
        <translation>时间戳</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>编辑</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>复核</translation>
    </message>
    <message>
        <source>Open the signing session</source>
        <translation>开始签署</translation>
    </message>
    <message>
        <source>Seal</source>
        <translation>盖章</translation>
    </message>
    <message>
        <source>Show the sealed file</source>
        <translation>查看盖章件</translation>
    </message>
    <message>
        <source>Hand in for review</source>
        <translation>提交复核</translation>
    </message>
    <message>
        <source>Record of the signing</source>
        <translation>见证记录</translation>
    </message>
    <message>
        <source>Take back from review</source>
        <translation>撤回审核</translation>
    </message>
    <message>
        <source>Send back to draft</source>
        <translation>退回起草</translation>
    </message>
    <message>
        <source>Draft a supplement</source>
        <translation>起草补充协议</translation>
    </message>
    <message>
        <source>Draft a new contract for it</source>
        <translation>另订新合同替代</translation>
    </message>
    <message>
        <source>Versions</source>
        <translation>历次稿本</translation>
    </message>
    <message>
        <source>Declare void</source>
        <translation>作废</translation>
    </message>
    <message>
        <source>owed, it is asked for again</source>
        <translation>欠着，会自动再取</translation>
    </message>
    <message>
        <source>later, at {0}</source>
        <translation>后补，{0}</translation>
    </message>
    <message>
        <source>Why is the contract not concluded? This cannot be taken back.</source>
        <translation>为什么作废这份合同？作废后不能恢复。</translation>
    </message>
    <message>
        <source>What has to be mended?</source>
        <translation>需要修改什么？</translation>
    </message>
    <message>
        <source>Send back</source>
        <translation>退回</translation>
    </message>
</context>
<context>
    <name>Contracts</name>
    <message>
        <source>The project has no name yet.</source>
        <translation>项目名称未填写。</translation>
    </message>
    <message>
        <source>Nobody stands on this side yet: {about}.</source>
        <translation>{about}尚未填写。</translation>
    </message>
    <message>
        <source>A party has no name.</source>
        <translation>有一方的名称未填写。</translation>
    </message>
    <message>
        <source>Legal representative missing: {about}</source>
        <translation>缺法定代表人：{about}</translation>
    </message>
    <message>
        <source>This party is named twice: {about}</source>
        <translation>当事人重复：{about}</translation>
    </message>
    <message>
        <source>This is no valid credit code: {about}</source>
        <translation>统一社会信用代码不正确：{about}</translation>
    </message>
    <message>
        <source>The inner check sign of this credit code does not fit; look at the licence: {about}</source>
        <translation>信用代码中的组织机构代码校验位不符，请核对执照：{about}</translation>
    </message>
    <message>
        <source>This is no telephone number: {about}</source>
        <translation>电话号码格式不对：{about}</translation>
    </message>
    <message>
        <source>A country code has three digits: {about}</source>
        <translation>国别代码应为 3 位数字：{about}</translation>
    </message>
    <message>
        <source>A division code has six digits: {about}</source>
        <translation>行政区划代码应为 6 位数字：{about}</translation>
    </message>
    <message>
        <source>This is no postcode: {about}</source>
        <translation>邮政编码格式不对：{about}</translation>
    </message>
    <message>
        <source>This is no e-mail address: {about}</source>
        <translation>电子邮箱格式不对：{about}</translation>
    </message>
    <message>
        <source>The code tables know no such nature of a party: {about}</source>
        <translation>代码表中没有这种单位性质：{about}</translation>
    </message>
    <message>
        <source>A department cannot contract without its legal entity&apos;s authority: {about}</source>
        <translation>内设机构签约须有法人单位的授权：{about}</translation>
    </message>
    <message>
        <source>No account to pay to is given: {about}</source>
        <translation>没有填收款账户：{about}</translation>
    </message>
    <message>
        <source>Bank or number of the account is missing: {about}</source>
        <translation>账户缺开户银行或账号：{about}</translation>
    </message>
    <message>
        <source>This is no account number: {about}</source>
        <translation>账号格式不对：{about}</translation>
    </message>
    <message>
        <source>An agent has no name.</source>
        <translation>有委托代理人没有填姓名。</translation>
    </message>
    <message>
        <source>The power of attorney of {about} is not named.</source>
        <translation>没有写明{about}的授权委托书。</translation>
    </message>
    <message>
        <source>For what {about} may act is missing.</source>
        <translation>没有写明{about}的代理事项。</translation>
    </message>
    <message>
        <source>From when until when {about} may act is missing.</source>
        <translation>没有写明{about}的代理期限。</translation>
    </message>
    <message>
        <source>The power of attorney of {about} is over.</source>
        <translation>{about}的代理期限已过。</translation>
    </message>
    <message>
        <source>The power of attorney of {about} has not begun yet.</source>
        <translation>{about}的代理期限还没有开始。</translation>
    </message>
    <message>
        <source>{about} acts for both sides; both must have agreed.</source>
        <translation>{about}同时代理双方，须经双方同意。</translation>
    </message>
    <message>
        <source>The total amount is missing.</source>
        <translation>合同成交总额未填写。</translation>
    </message>
    <message>
        <source>The total is open; the registrar takes the floor agreed on.</source>
        <translation>总金额未定，登记机构按约定的下限登记。</translation>
    </message>
    <message>
        <source>This amount is too large for a contract: {about}</source>
        <translation>金额太大：{about}</translation>
    </message>
    <message>
        <source>An amount cannot be negative: {about}</source>
        <translation>金额不能为负：{about}</translation>
    </message>
    <message>
        <source>The technical amount is larger than the total.</source>
        <translation>技术交易额大于合同成交总额。</translation>
    </message>
    <message>
        <source>The technical amount is missing.</source>
        <translation>技术交易额未填写。</translation>
    </message>
    <message>
        <source>The term ends before it begins.</source>
        <translation>有效期止早于有效期起。</translation>
    </message>
    <message>
        <source>The first or the last day of the term is missing.</source>
        <translation>有效期的起止日期未填全。</translation>
    </message>
    <message>
        <source>Not filled in: {about}</source>
        <translation>未填写：{about}</translation>
    </message>
    <message>
        <source>Not in the right form: {about}</source>
        <translation>格式不对：{about}</translation>
    </message>
    <message>
        <source>At least {about} copies are needed.</source>
        <translation>至少需要 {about} 份。</translation>
    </message>
    <message>
        <source>This character cannot be printed: {about}</source>
        <translation>此字无法打印：{about}</translation>
    </message>
    <message>
        <source>owed, it is asked for again</source>
        <translation>欠着，会自动再取</translation>
    </message>
    <message>
        <source>while sealing, inside the file</source>
        <translation>盖章时已取，在文件内</translation>
    </message>
    <message>
        <source>The stamp kept beside the file is damaged.</source>
        <translation>与文件一同保存的时间戳已损坏。</translation>
    </message>
    <message>
        <source>Stamped later, at {0}</source>
        <translation>后补，时间戳时间 {0}</translation>
    </message>
    <message>
        <source>An instalment is due outside the term: {about}</source>
        <translation>付款日期不在有效期内：{about}</translation>
    </message>
    <message>
        <source>The technical amount is below 5 % of the total; the registrar will ask.</source>
        <translation>技术交易额不足总额的 5%，登记员会核问。</translation>
    </message>
    <message>
        <source>Credit code missing: {about}</source>
        <translation>缺统一社会信用代码：{about}</translation>
    </message>
    <message>
        <source>The technical amount is not the total less the costs: {about}</source>
        <translation>技术交易额不等于总金额减非技术性费用：{about}</translation>
    </message>
    <message>
        <source>What is no technical amount is not listed: {about}</source>
        <translation>非技术性费用没有列明：{about}</translation>
    </message>
    <message>
        <source>Cost {about} has no name.</source>
        <translation>第 {about} 项费用没有名称。</translation>
    </message>
    <message>
        <source>This cost has no amount or no quantity: {about}</source>
        <translation>这项费用没有金额或数量：{about}</translation>
    </message>
    <message>
        <source>More than two sets of equipment; the registrar will ask: {about}</source>
        <translation>设备超过两套，登记时会被询问：{about}</translation>
    </message>
    <message>
        <source>The instalments do not add up to the total: {about}</source>
        <translation>各期合计与总金额不符：{about}</translation>
    </message>
    <message>
        <source>Instalment {about} has no amount.</source>
        <translation>第 {about} 期没有金额。</translation>
    </message>
    <message>
        <source>The entry fee is missing.</source>
        <translation>没有填入门费。</translation>
    </message>
    <message>
        <source>The entry fee is larger than the total: {about}</source>
        <translation>入门费大于总金额：{about}</translation>
    </message>
    <message>
        <source>The terms of the royalty are missing.</source>
        <translation>没有填提成办法。</translation>
    </message>
    <message>
        <source>For how many years a royalty is paid is missing.</source>
        <translation>没有填提成年限。</translation>
    </message>
    <message>
        <source>So many rates of the royalty are needed: {about}</source>
        <translation>提成比例应填 {about} 个。</translation>
    </message>
    <message>
        <source>A rate of the royalty is above 0 and at most 100 %.</source>
        <translation>提成比例应大于 0，不超过 100%。</translation>
    </message>
    <message>
        <source>The rates of the royalty do not go the way that is named: {about}</source>
        <translation>各年提成比例与所选的“{about}”不符。</translation>
    </message>
    <message>
        <source>How the accounts may be looked into is not said.</source>
        <translation>没有写明查阅账目的办法。</translation>
    </message>
    <message>
        <source>How the price is paid is not said.</source>
        <translation>没有写明支付方式。</translation>
    </message>
    <message>
        <source>The copies handed out are another number than the copies made: {about}</source>
        <translation>各方所执份数合计 {about}，与总份数不符。</translation>
    </message>
    <message>
        <source>Somebody is named to keep copies but gets none: {about}</source>
        <translation>列了持有人但份数为零：{about}</translation>
    </message>
    <message>
        <source>This party gets no copy: {about}</source>
        <translation>这一方没有合同份：{about}</translation>
    </message>
    <message>
        <source>No copy is left for the registrar.</source>
        <translation>没有留给登记机构的合同份。</translation>
    </message>
    <message>
        <source>A clause has no text: {about}</source>
        <translation>有条款没有内容：{about}</translation>
    </message>
    <message>
        <source>A law is named that no longer is: {about}</source>
        <translation>引用了已废止的法律：{about}</translation>
    </message>
    <message>
        <source>Arbitration or court, not both: {about}</source>
        <translation>仲裁与诉讼只能选一种：{about}</translation>
    </message>
    <message>
        <source>A blank is left in the text: {about}</source>
        <translation>文中还有空白：{about}</translation>
    </message>
    <message>
        <source>A supplement must name the contract it changes.</source>
        <translation>补充协议须写明所变更的合同。</translation>
    </message>
    <message>
        <source>The file of this attachment is not at this terminal: {about}</source>
        <translation>本终端没有这份附件的文件：{about}</translation>
    </message>
    <message>
        <source>{0} min</source>
        <translation>{0} 分钟</translation>
    </message>
    <message>
        <source>{0} h</source>
        <translation>{0} 小时</translation>
    </message>
    <message>
        <source>{0} d</source>
        <translation>{0} 天</translation>
    </message>
    <message>
        <source>moved from {0} to {1}</source>
        <translation>由 {0} 移至 {1}</translation>
    </message>
    <message>
        <source>Technology development</source>
        <translation>技术开发</translation>
    </message>
    <message>
        <source>Technology transfer</source>
        <translation>技术转让</translation>
    </message>
    <message>
        <source>Technology licence</source>
        <translation>技术许可</translation>
    </message>
    <message>
        <source>Technical consulting</source>
        <translation>技术咨询</translation>
    </message>
    <message>
        <source>Technical service</source>
        <translation>技术服务</translation>
    </message>
    <message>
        <source>A text of the parties&apos; own</source>
        <translation>自拟文本</translation>
    </message>
    <message>
        <source>Supplement</source>
        <translation>补充协议</translation>
    </message>
    <message>
        <source>This line cannot be read.</source>
        <translation>此行无法识别。</translation>
    </message>
    <message>
        <source>The text is too long.</source>
        <translation>文本过长。</translation>
    </message>
    <message>
        <source>An entry is missing: {0}</source>
        <translation>缺少项目：{0}</translation>
    </message>
    <message>
        <source>There is no such entry: {0}</source>
        <translation>没有这个项目：{0}</translation>
    </message>
    <message>
        <source>This stands there twice: {0}</source>
        <translation>重复出现：{0}</translation>
    </message>
    <message>
        <source>This entry takes another value: {0}</source>
        <translation>此项的值不对：{0}</translation>
    </message>
    <message>
        <source>This is the text of another template: {0}</source>
        <translation>这是另一范本的文本：{0}</translation>
    </message>
    <message>
        <source>A brace is open or closed once too often: {0}</source>
        <translation>花括号不成对：{0}</translation>
    </message>
    <message>
        <source>This blank has no variable: {0}</source>
        <translation>此空格没有对应的填写项：{0}</translation>
    </message>
    <message>
        <source>This variable stands in no clause: {0}</source>
        <translation>此填写项没有用在任何条款中：{0}</translation>
    </message>
    <message>
        <source>The choice has no such answer: {0}</source>
        <translation>选项中没有：{0}</translation>
    </message>
    <message>
        <source>This section may not be left out: {0}</source>
        <translation>此条不能省略：{0}</translation>
    </message>
    <message>
        <source>A side has no name: {0}</source>
        <translation>一方没有称谓：{0}</translation>
    </message>
    <message>
        <source>One section must carry the price.</source>
        <translation>必须有一条载明价款。</translation>
    </message>
    <message>
        <source>This law is no longer in force: {0}</source>
        <translation>该法律已失效：{0}</translation>
    </message>
</context>
<context>
    <name>ContractsPage</name>
    <message>
        <source>Contracts</source>
        <translation>合同</translation>
    </message>
    <message>
        <source>New contract</source>
        <translation>新建合同</translation>
    </message>
    <message>
        <source>Check a file</source>
        <translation>验证文件</translation>
    </message>
    <message>
        <source>Versions</source>
        <translation>历次稿本</translation>
    </message>
    <message>
        <source>Clause library</source>
        <translation>条款库</translation>
    </message>
    <message>
        <source>Templates</source>
        <translation>合同范本</translation>
    </message>
    <message>
        <source>Registration</source>
        <translation>认定登记</translation>
    </message>
    <message>
        <source>An empty draft: the parties are typed or searched for.</source>
        <translation>空白草稿：当事人可以录入，也可以查找。</translation>
    </message>
    <message>
        <source>The contract is being sealed …</source>
        <translation>正在盖章…</translation>
    </message>
    <message>
        <source>Taken back from review</source>
        <translation>已撤回审核</translation>
    </message>
    <message>
        <source>The contract is void</source>
        <translation>合同已作废</translation>
    </message>
    <message>
        <source>Handed in for review</source>
        <translation>已提交复核</translation>
    </message>
    <message>
        <source>Approved: the text is frozen and can be signed</source>
        <translation>复核通过：文本已锁定，可以签署</translation>
    </message>
    <message>
        <source>Sent back to its drafter</source>
        <translation>已退回起草人</translation>
    </message>
    <message>
        <source>{0} is sealed</source>
        <translation>{0} 已盖章</translation>
    </message>
    <message>
        <source>{0} is sealed, its time stamp is owed: the authority did not answer</source>
        <translation>{0} 已封存，时间戳待补：时间戳机构未应答</translation>
    </message>
</context>
<context>
    <name>CopiesPart</name>
    <message>
        <source>Copy</source>
        <translation>份号</translation>
    </message>
    <message>
        <source>Holder</source>
        <translation>持有人</translation>
    </message>
    <message>
        <source>Printed</source>
        <translation>打印</translation>
    </message>
    <message>
        <source>Received</source>
        <translation>领取</translation>
    </message>
    <message>
        <source>Copies</source>
        <translation>份数</translation>
    </message>
    <message>
        <source>Back to the copies</source>
        <translation>返回份数</translation>
    </message>
    <message>
        <source>Received by</source>
        <translation>领取人</translation>
    </message>
    <message>
        <source>Why is it printed again?</source>
        <translation>补打原因</translation>
    </message>
    <message>
        <source>Seal of party A seen</source>
        <translation>已见甲方骑缝章</translation>
    </message>
    <message>
        <source>Seal of party B seen</source>
        <translation>已见乙方骑缝章</translation>
    </message>
    <message>
        <source>Registrar&apos;s seal seen</source>
        <translation>已见登记机构骑缝章</translation>
    </message>
    <message>
        <source>Print all copies</source>
        <translation>打印全部份数</translation>
    </message>
    <message>
        <source>Hand out</source>
        <translation>领取登记</translation>
    </message>
    <message>
        <source>Sign for it on the pad</source>
        <translation>在签字板上签收</translation>
    </message>
    <message>
        <source>Print again</source>
        <translation>补打</translation>
    </message>
    <message>
        <source>Sheet to sign</source>
        <translation>打印签收单</translation>
    </message>
    <message>
        <source>Copies go to the printer: {0}</source>
        <translation>{0} 份已送打印</translation>
    </message>
    <message>
        <source>Copy {0} goes to the printer again</source>
        <translation>第 {0} 份已补打</translation>
    </message>
    <message>
        <source>Copy {0} was handed out</source>
        <translation>第 {0} 份已领取</translation>
    </message>
    <message>
        <source>The sheet goes to the printer</source>
        <translation>签收单已送打印</translation>
    </message>
    <message>
        <source>I, {name}, received copy {position} of {of} of {number}. My strokes are kept with it; signing on the sheet of paper is as good.</source>
        <translation>本人{name}领取合同{number}第{position}份（共{of}份）。笔迹将随本份留存；也可在纸质签收单上签收，效力相同。</translation>
    </message>
    <message>
        <source>again {0}</source>
        <translation>补打 {0} 次</translation>
    </message>
    <message>
        <source>signed on the pad</source>
        <translation>已在签字板签收</translation>
    </message>
</context>
<context>
    <name>CopiesSection</name>
    <message>
        <source>One for each party and one for the registrar.</source>
        <translation>各方一份，登记机构一份。</translation>
    </message>
    <message>
        <source>Copies</source>
        <translation>份数</translation>
    </message>
    <message>
        <source>Holder {0}</source>
        <translation>持有人 {0}</translation>
    </message>
    <message>
        <source>Say who keeps them</source>
        <translation>指定持有人</translation>
    </message>
    <message>
        <source>Not said: each party keeps one, the registrar the rest.</source>
        <translation>未指定：各方一份，其余归登记机构。</translation>
    </message>
    <message>
        <source>{0} of {1} copies are given out</source>
        <translation>已分配 {0} 份，共 {1} 份</translation>
    </message>
</context>
<context>
    <name>CostCard</name>
    <message>
        <source>Kind</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>What it is</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>How many</source>
        <translation>数量</translation>
    </message>
    <message>
        <source>For them in yuan</source>
        <translation>金额（元）</translation>
    </message>
</context>
<context>
    <name>CostSection</name>
    <message>
        <source>Costs that are no price of technology</source>
        <translation>非技术性费用</translation>
    </message>
    <message>
        <source>Equipment, instruments, parts, material; not the carriers of the technology.</source>
        <translation>购置设备、仪器、零部件、原材料等的费用；技术载体不扣除。</translation>
    </message>
    <message>
        <source>Cost {0}</source>
        <translation>费用 {0}</translation>
    </message>
    <message>
        <source>Add a cost</source>
        <translation>添加费用</translation>
    </message>
    <message>
        <source>Take this technical amount</source>
        <translation>采用此技术交易额</translation>
    </message>
    <message>
        <source>Total {0} − costs {1} = technical amount {2}</source>
        <translation>总额 {0} − 非技术性费用 {1} = 技术交易额 {2}</translation>
    </message>
</context>
<context>
    <name>CutBanner</name>
    <message>
        <source>the start</source>
        <translation>启动</translation>
    </message>
    <message>
        <source>Cut off from the centre since {0}. The windows share the line.</source>
        <translation>自 {0} 起与中心断开，各窗口分摊队列。</translation>
    </message>
    <message>
        <source>Cut off from the centre since {0}. New numbers of this terminal can be called; whom other windows know too can be called on purpose, or when the hall shares the line.</source>
        <translation>自 {0} 起与中心断开。本机新取的号可以叫；其他窗口也看得到的号，可指定呼叫，或全厅分摊队列后再叫。</translation>
    </message>
    <message>
        <source>Share the line</source>
        <translation>分摊队列</translation>
    </message>
</context>
<context>
    <name>DayField</name>
    <message>
        <source>Calendar</source>
        <translation>日历</translation>
    </message>
</context>
<context>
    <name>DayTurner</name>
    <message>
        <source>Earlier</source>
        <translation>往前</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>今天</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>往后</translation>
    </message>
    <message>
        <source>{year}-{month}</source>
        <translation>{year} 年 {month} 月</translation>
    </message>
</context>
<context>
    <name>DecisionBar</name>
    <message>
        <source>Take theirs</source>
        <translation>采用中心的</translation>
    </message>
    <message>
        <source>Submit again</source>
        <translation>重新提交</translation>
    </message>
    <message>
        <source>Make new</source>
        <translation>另行办理</translation>
    </message>
    <message>
        <source>Note for colleagues, if one is needed</source>
        <translation>给同事的备注（可不填）</translation>
    </message>
    <message>
        <source>Confirm</source>
        <translation>确认</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Leave it as the centre has it? What was wanted here is dropped.</source>
        <translation>以中心的内容为准？本机原来的内容将不再采用。</translation>
    </message>
    <message>
        <source>Submit it again as it was wanted here? It goes onto the records of today.</source>
        <translation>按本机原来的内容重新提交？将写入现在的记录。</translation>
    </message>
    <message>
        <source>Do it anew by hand? The page for it opens; this is noted as done.</source>
        <translation>改为人工另行办理？将打开相应页面，本项记为已处理。</translation>
    </message>
</context>
<context>
    <name>DecisionPane</name>
    <message>
        <source>Accept the application</source>
        <translation>受理</translation>
    </message>
    <message>
        <source>Begin the review</source>
        <translation>开始审核</translation>
    </message>
    <message>
        <source>Register the contract</source>
        <translation>准予登记</translation>
    </message>
    <message>
        <source>Register the change</source>
        <translation>变更登记</translation>
    </message>
    <message>
        <source>Cancel the registration</source>
        <translation>注销登记</translation>
    </message>
    <message>
        <source>Give to experts</source>
        <translation>转专家评审</translation>
    </message>
    <message>
        <source>Give a one-time notice</source>
        <translation>一次性告知补正</translation>
    </message>
    <message>
        <source>Refuse</source>
        <translation>不予登记</translation>
    </message>
    <message>
        <source>Applicant withdraws</source>
        <translation>申请人撤回</translation>
    </message>
    <message>
        <source>Begin a change</source>
        <translation>开始变更</translation>
    </message>
    <message>
        <source>Begin a cancellation</source>
        <translation>开始注销</translation>
    </message>
    <message>
        <source>Give it up</source>
        <translation>放弃</translation>
    </message>
    <message>
        <source>Note an objection</source>
        <translation>记录异议</translation>
    </message>
    <message>
        <source>Take up again</source>
        <translation>重新审核</translation>
    </message>
    <message>
        <source>Keep the registration number</source>
        <translation>录入登记编号</translation>
    </message>
    <message>
        <source>Total in yuan</source>
        <translation>成交总额（元）</translation>
    </message>
    <message>
        <source>(taken back)</source>
        <translation>（已撤回）</translation>
    </message>
    <message>
        <source>Recognised technical amount in yuan</source>
        <translation>核定技术交易额（元）</translation>
    </message>
    <message>
        <source>Reason, or what the applicant is told</source>
        <translation>理由或者告知内容</translation>
    </message>
    <message>
        <source>Objection by</source>
        <translation>异议人</translation>
    </message>
    <message>
        <source>Registration number (16 digits)</source>
        <translation>合同登记编号（16 位）</translation>
    </message>
    <message>
        <source>Decision</source>
        <translation>决定</translation>
    </message>
    <message>
        <source>History</source>
        <translation>台账</translation>
    </message>
</context>
<context>
    <name>Deeds</name>
    <message>
        <source>Next visitor</source>
        <translation>下一位</translation>
    </message>
    <message>
        <source>Another</source>
        <translation>换一位</translation>
    </message>
    <message>
        <source>Call again</source>
        <translation>重呼</translation>
    </message>
    <message>
        <source>Absent</source>
        <translation>未到</translation>
    </message>
    <message>
        <source>Wrong call</source>
        <translation>叫错</translation>
    </message>
    <message>
        <source>Finish</source>
        <translation>办结</translation>
    </message>
    <message>
        <source>Other business</source>
        <translation>接着办</translation>
    </message>
    <message>
        <source>Let it rest</source>
        <translation>挂起</translation>
    </message>
    <message>
        <source>Into the line</source>
        <translation>入队待叫</translation>
    </message>
    <message>
        <source>Hand on</source>
        <translation>转办</translation>
    </message>
    <message>
        <source>Void</source>
        <translation>作废</translation>
    </message>
    <message>
        <source>Room</source>
        <translation>洽谈室</translation>
    </message>
    <message>
        <source>Contract</source>
        <translation>合同</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Lists</source>
        <translation>列表</translation>
    </message>
    <message>
        <source>Share the line</source>
        <translation>分摊队列</translation>
    </message>
    <message>
        <source>Call all the same</source>
        <translation>仍要呼叫</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>恢复</translation>
    </message>
    <message>
        <source>Call {0} all the same</source>
        <translation>仍要呼叫 {0}</translation>
    </message>
</context>
<context>
    <name>DevicesPage</name>
    <message>
        <source>Paper</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>What</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>When</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Nothing was printed yet</source>
        <translation>还没有打印过</translation>
    </message>
    <message>
        <source>Slips and contracts appear here with what became of them.</source>
        <translation>号票和合同的打印情况显示在这里。</translation>
    </message>
    <message>
        <source>Try now</source>
        <translation>立即重试</translation>
    </message>
    <message>
        <source>Printing</source>
        <translation>打印</translation>
    </message>
    <message>
        <source>Next part</source>
        <translation>下一栏</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Ask again</source>
        <translation>重新查询</translation>
    </message>
    <message>
        <source>Print the slip again</source>
        <translation>补打号票</translation>
    </message>
    <message>
        <source>It came out</source>
        <translation>已打出</translation>
    </message>
    <message>
        <source>Print it</source>
        <translation>打印</translation>
    </message>
    <message>
        <source>Take off</source>
        <translation>撤下</translation>
    </message>
    <message>
        <source>Sheets</source>
        <translation>打印任务</translation>
    </message>
    <message>
        <source>Layout of slips</source>
        <translation>号票版式</translation>
    </message>
    <message>
        <source>Devices</source>
        <translation>设备</translation>
    </message>
    <message>
        <source>The trial print is on its way; it is among the sheets</source>
        <translation>测试页已发送，可在打印任务中查看</translation>
    </message>
    <message>
        <source>{0} not out yet</source>
        <translation>{0} 件待打印</translation>
    </message>
    <message>
        <source>Everything is out</source>
        <translation>全部打印完成</translation>
    </message>
    <message>
        <source>Some paper may have come out or not. Look at the printer and say so.</source>
        <translation>有的纸可能已打出，也可能没有。请看一眼打印机，再告诉系统。</translation>
    </message>
    <message>
        <source>Nothing is lost; it is tried again by itself.</source>
        <translation>内容都在，系统会自动重试。</translation>
    </message>
    <message>
        <source>The printers are tried now</source>
        <translation>正在重试打印机</translation>
    </message>
    <message>
        <source>The slip is printed again, marked as a reprint</source>
        <translation>正在补打号票，票面注明“补打”</translation>
    </message>
    <message>
        <source>  {0} copies</source>
        <translation>  {0} 份</translation>
    </message>
    <message>
        <source>  (reprint)</source>
        <translation>  （补打）</translation>
    </message>
</context>
<context>
    <name>DifferenceText</name>
    <message>
        <source>Differences</source>
        <translation>差异</translation>
    </message>
    <message>
        <source>The two texts say the same.</source>
        <translation>两稿内容相同。</translation>
    </message>
    <message>
        <source>Put in</source>
        <translation>增加</translation>
    </message>
    <message>
        <source>taken out</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Figures and names</source>
        <translation>数字与名称</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>正文</translation>
    </message>
    <message>
        <source>… {0} lines as they were …</source>
        <translation>…… {0} 行未变 ……</translation>
    </message>
</context>
<context>
    <name>Differences</name>
    <message>
        <source>These visitors still hold an open number. Closing the day carries each of them over or closes it.</source>
        <translation>这些来访人的号票还没有了结。日结时逐项选择留到次日或作废即可。</translation>
    </message>
    <message>
        <source>The numbers of a line do not add up. Fetch from the centre what is missing and count again; if it stays so, print the report and tell the administrator.</source>
        <translation>该队列的号票数对不上。先与中心同步再看；如仍不符，请打印日结单并告知管理员。</translation>
    </message>
    <message>
        <source>These calls stand on the display and the voice has not come to them. If the hall stays silent, look at the voice and the loudspeaker.</source>
        <translation>这些叫号已在屏上显示，语音尚未播报。如大厅一直没有声音，请检查语音设置和音箱。</translation>
    </message>
    <message>
        <source>No slip was ordered for these numbers. The numbers hold all the same; whoever wants paper gets it from the reception, and the printer should be looked at.</source>
        <translation>这些号没有出票，号码仍然有效。来访人需要小票时可在接待页补打，并请检查打印机。</translation>
    </message>
    <message>
        <source>These slips have not come out, or nobody has said whether they did. Look at the printer; then try again, answer, or cancel them.</source>
        <translation>这些小票没有打出，或尚未确认是否打出。请查看打印机，再选择重试、确认或取消。</translation>
    </message>
    <message>
        <source>These cases were begun and neither finished nor handed on. Finish each at the window where it stands.</source>
        <translation>这些办件已开始，但没有办结，也没有转出。请到所在窗口办结。</translation>
    </message>
    <message>
        <source>These visitors count as served and no finished case stands behind them. Mostly it is still on its way from another terminal: fetch from the centre and count again.</source>
        <translation>这些来访人已计为办结，却没有对应的已结办件。多半是其他终端的数据还没传到：先与中心同步再看。</translation>
    </message>
    <message>
        <source>These visitors were served and no call is noted. Look for them among today&apos;s visitors; write the reason on the printed report.</source>
        <translation>这些来访人已办理，却没有叫号记录。请在今日来访中核对，并在打印的日结单上注明原因。</translation>
    </message>
    <message>
        <source>The times of these visits have a gap or overlap, so their minutes are not exact. No visit is lost; print the report and tell the administrator.</source>
        <translation>这些来访的时间记录有缺口或重叠，用时不准确。来访本身没有丢失；请打印日结单并告知管理员。</translation>
    </message>
    <message>
        <source>This work is safe here and has not reached the centre yet. It is sent by itself: leave the terminal on until the last line is green.</source>
        <translation>这些办理已在本机保存，尚未传到中心，会自动发送。请保持开机，直到底栏显示绿色。</translation>
    </message>
    <message>
        <source>The centre did not take these changes. Decide each of them: take what the centre has, submit again, or make it new.</source>
        <translation>中心没有接受这些更改。请逐条决定：采用中心的、重新提交，或另行办理。</translation>
    </message>
    <message>
        <source>Who is left</source>
        <translation>去看剩余号票</translation>
    </message>
    <message>
        <source>To the centre</source>
        <translation>去中心页</translation>
    </message>
    <message>
        <source>To the voice</source>
        <translation>去语音设置</translation>
    </message>
    <message>
        <source>To the reception</source>
        <translation>去接待页</translation>
    </message>
    <message>
        <source>To the printing</source>
        <translation>去打印页</translation>
    </message>
    <message>
        <source>To the window</source>
        <translation>去窗口页</translation>
    </message>
    <message>
        <source>To the decisions</source>
        <translation>去处理</translation>
    </message>
</context>
<context>
    <name>DoorPanel</name>
    <message>
        <source>Door panel</source>
        <translation>门牌屏</translation>
    </message>
    <message>
        <source>Check in</source>
        <translation>签到</translation>
    </message>
    <message>
        <source>+{0} min</source>
        <translation>+{0} 分钟</translation>
    </message>
    <message>
        <source>End now</source>
        <translation>提前结束</translation>
    </message>
    <message>
        <source>This code is not that of a ticket. Please scan your ticket.</source>
        <translation>这不是号票上的码，请扫描您的号票。</translation>
    </message>
    <message>
        <source>You are checked in: {0}</source>
        <translation>签到成功：{0}</translation>
    </message>
    <message>
        <source>The room is yours until {0}</source>
        <translation>已延长至 {0}</translation>
    </message>
    <message>
        <source>The meeting is over. Thank you.</source>
        <translation>会议已结束，谢谢。</translation>
    </message>
    <message>
        <source>Reading the room…</source>
        <translation>正在读取房间信息…</translation>
    </message>
    <message>
        <source>There is no room {0} in this hall</source>
        <translation>本大厅没有 {0} 号房间</translation>
    </message>
    <message>
        <source>scan your ticket or type its number</source>
        <translation>请扫描号票或输入票号</translation>
    </message>
    <message>
        <source>done at {0}</source>
        <translation>已于 {0} 签到</translation>
    </message>
    <message>
        <source>from 15 min before the start</source>
        <translation>开始前 15 分钟起可签到</translation>
    </message>
    <message>
        <source>Nothing new since {0}</source>
        <translation>{0} 起没有新数据</translation>
    </message>
    <message>
        <source>No data from the centre since {0}. What was booked elsewhere may be missing.</source>
        <translation>{0} 起未收到中心数据，其他终端的预订可能未显示。</translation>
    </message>
</context>
<context>
    <name>Doors</name>
    <message>
        <source>Free</source>
        <translation>空闲</translation>
    </message>
    <message>
        <source>Taken</source>
        <translation>使用中</translation>
    </message>
    <message>
        <source>About to begin</source>
        <translation>即将开始</translation>
    </message>
    <message>
        <source>Being prepared</source>
        <translation>整理中</translation>
    </message>
    <message>
        <source>Closed</source>
        <translation>未开放</translation>
    </message>
    <message>
        <source>Booked</source>
        <translation>已预订</translation>
    </message>
    <message>
        <source>for the rest of the day</source>
        <translation>今日余下时间</translation>
    </message>
    <message>
        <source>opens {0}</source>
        <translation>{0} 开放</translation>
    </message>
    <message>
        <source>ready {0}</source>
        <translation>{0} 可用</translation>
    </message>
    <message>
        <source>until {0}</source>
        <translation>至 {0}</translation>
    </message>
    <message>
        <source>Nobody has checked in: the room is given back at {0}</source>
        <translation>尚未签到：{0} 将收回房间</translation>
    </message>
    <message>
        <source>Please check in before {0}</source>
        <translation>请在 {0} 前签到</translation>
    </message>
    <message>
        <source>The meeting ends in {0} min</source>
        <translation>会议还有 {0} 分钟结束</translation>
    </message>
    <message>
        <source>Nothing else is booked today</source>
        <translation>今日无其他预订</translation>
    </message>
    <message>
        <source>Next: {0}  {1}</source>
        <translation>下一场：{0}  {1}</translation>
    </message>
    <message>
        <source>no meeting now</source>
        <translation>当前无会议</translation>
    </message>
    <message>
        <source>next meeting {0}</source>
        <translation>下一场 {0}</translation>
    </message>
    <message>
        <source>closes {0}</source>
        <translation>{0} 关闭</translation>
    </message>
    <message>
        <source>not possible here</source>
        <translation>本室规则不允许</translation>
    </message>
    <message>
        <source>{0}: nobody has checked in, given back at {1}</source>
        <translation>{0}：无人签到，{1} 收回</translation>
    </message>
    <message>
        <source>{0}: the meeting ends at {1}</source>
        <translation>{0}：会议 {1} 结束</translation>
    </message>
</context>
<context>
    <name>DoubleSearch</name>
    <message>
        <source>Merge</source>
        <translation>合并</translation>
    </message>
    <message>
        <source>Ctrl+Z takes it back.</source>
        <translation>Ctrl+Z 可撤回。</translation>
    </message>
    <message>
        <source>No other record fits.</source>
        <translation>没有其他符合的记录。</translation>
    </message>
    <message>
        <source>Registered twice</source>
        <translation>重复登记</translation>
    </message>
    <message>
        <source>The chosen record ends; its visits count for this one.</source>
        <translation>所选记录将停用，其来访并入本记录。</translation>
    </message>
</context>
<context>
    <name>DraftForm</name>
    <message>
        <source>Price and payment</source>
        <translation>价款与支付</translation>
    </message>
    <message>
        <source>Project and term</source>
        <translation>项目与期限</translation>
    </message>
    <message>
        <source>Parties</source>
        <translation>当事人</translation>
    </message>
    <message>
        <source>Clauses of our own</source>
        <translation>自拟条款</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>附件</translation>
    </message>
    <message>
        <source>Copies</source>
        <translation>份数</translation>
    </message>
</context>
<context>
    <name>DraftingViews</name>
    <message>
        <source>Clause library</source>
        <translation>条款库</translation>
    </message>
    <message>
        <source>Templates</source>
        <translation>合同范本</translation>
    </message>
    <message>
        <source>Draft {0} was begun</source>
        <translation>已开始起草 {0}</translation>
    </message>
    <message>
        <source>Take over a text</source>
        <translation>导入文本</translation>
    </message>
    <message>
        <source>The older text is the draft&apos;s again; the other one is kept.</source>
        <translation>已恢复旧稿，原稿已保留。</translation>
    </message>
</context>
<context>
    <name>EarlyKeys</name>
    <message>
        <source>The visitor has just changed. Look, then press again.</source>
        <translation>窗口刚换了人，请看清再按。</translation>
    </message>
    <message>
        <source>Not possible now: {0}</source>
        <translation>现在不能：{0}</translation>
    </message>
    <message>
        <source>The list has just changed. Look, then press again.</source>
        <translation>列表刚有变化，请看清再按。</translation>
    </message>
    <message>
        <source>The key before is still being carried out. Look, then press again.</source>
        <translation>上一步还在办理，请看清再按。</translation>
    </message>
</context>
<context>
    <name>Editor</name>
    <message>
        <source>Sent back: {0}</source>
        <translation>退回原因：{0}</translation>
    </message>
    <message>
        <source>Open points</source>
        <translation>待补项</translation>
    </message>
    <message>
        <source>Section before</source>
        <translation>上一节</translation>
    </message>
    <message>
        <source>Next section</source>
        <translation>下一节</translation>
    </message>
    <message>
        <source>Clause library</source>
        <translation>条款库</translation>
    </message>
    <message>
        <source>Versions</source>
        <translation>历次稿本</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Hand in</source>
        <translation>提交</translation>
    </message>
    <message>
        <source>This cannot be saved as it is typed; the last good value stays. Esc leaves.</source>
        <translation>照此写法无法保存，上次的有效内容仍在。按 Esc 离开。</translation>
    </message>
    <message>
        <source>Somebody else saved this draft; it is shown as it stands now.</source>
        <translation>他人已保存此稿，现在显示的是最新内容。</translation>
    </message>
    <message>
        <source>saved meanwhile by somebody else</source>
        <translation>他人同时保存的文本</translation>
    </message>
    <message>
        <source>typed at the same time</source>
        <translation>同时输入的文本</translation>
    </message>
    <message>
        <source>The other text is kept under the versions (F5).</source>
        <translation>另一份文本已存入历次稿本（F5）。</translation>
    </message>
    <message>
        <source>{0} could not be read, or is too large.</source>
        <translation>{0} 无法读取，或文件过大。</translation>
    </message>
</context>
<context>
    <name>EditorFiles</name>
    <message>
        <source>Which file belongs to the contract?</source>
        <translation>选择合同附件</translation>
    </message>
</context>
<context>
    <name>EditorFrame</name>
    <message>
        <source>Back to the list</source>
        <translation>返回列表</translation>
    </message>
    <message>
        <source>Hand in for review</source>
        <translation>提交复核</translation>
    </message>
    <message>
        <source>Open points: {0}</source>
        <translation>待办 {0} 项</translation>
    </message>
    <message>
        <source>Nothing is open.</source>
        <translation>没有待办事项。</translation>
    </message>
    <message>
        <source>Typing …</source>
        <translation>正在输入……</translation>
    </message>
    <message>
        <source>One field cannot be saved yet</source>
        <translation>有一项暂时无法保存</translation>
    </message>
    <message>
        <source>Saved at {0}</source>
        <translation>{0} 已保存</translation>
    </message>
    <message>
        <source>Everything is saved</source>
        <translation>已全部保存</translation>
    </message>
    <message>
        <source>Sections</source>
        <translation>条款</translation>
    </message>
    <message>
        <source>Open points</source>
        <translation>待办事项</translation>
    </message>
    <message>
        <source>Section before</source>
        <translation>上一条</translation>
    </message>
    <message>
        <source>Next section</source>
        <translation>下一条</translation>
    </message>
    <message>
        <source>It appears here as soon as the first party is named.</source>
        <translation>填写第一个当事人后在此显示。</translation>
    </message>
    <message>
        <source>No page to show yet</source>
        <translation>暂无页面</translation>
    </message>
</context>
<context>
    <name>FigureTables</name>
    <message>
        <source>{0} contracts ({1}), {2} hundred million yuan ({3}), technical amount {4} ({5})</source>
        <translation>共 {0} 项（同比 {1}），成交额 {2} 亿元（同比 {3}），技术交易额 {4} 亿元（同比 {5}）</translation>
    </message>
    <message>
        <source>Accepted {0} ({1}), registered {2} ({3}), {4} working days on average, {5} overdue</source>
        <translation>受理 {0} 件（同比 {1}），登记 {2} 件（同比 {3}），平均 {4} 个工作日，超期 {5} 件</translation>
    </message>
    <message>
        <source>Row</source>
        <translation>项目</translation>
    </message>
    <message>
        <source>Contracts</source>
        <translation>项数</translation>
    </message>
    <message>
        <source>Share</source>
        <translation>占比</translation>
    </message>
    <message>
        <source>On year</source>
        <translation>同比</translation>
    </message>
    <message>
        <source>Total, 10k yuan</source>
        <translation>成交额（万元）</translation>
    </message>
    <message>
        <source>Technical</source>
        <translation>技术交易额</translation>
    </message>
    <message>
        <source>Month</source>
        <translation>月份</translation>
    </message>
    <message>
        <source>Accepted</source>
        <translation>受理</translation>
    </message>
    <message>
        <source>Notices</source>
        <translation>告知补正</translation>
    </message>
    <message>
        <source>Registered</source>
        <translation>登记</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>不予登记</translation>
    </message>
    <message>
        <source>Mean days</source>
        <translation>平均工作日</translation>
    </message>
    <message>
        <source>Overdue</source>
        <translation>超期</translation>
    </message>
    <message>
        <source>Contracts are counted on the day they are registered. Choose another span.</source>
        <translation>合同按登记日期统计，请换一个期间。</translation>
    </message>
    <message>
        <source>Nothing was registered in these days</source>
        <translation>该期间没有登记的合同</translation>
    </message>
    <message>
        <source>Applications count on the day they are accepted or decided. Choose another span.</source>
        <translation>工作量按受理、决定之日统计，请换一个期间。</translation>
    </message>
    <message>
        <source>Nothing was done in these days</source>
        <translation>该期间没有办理记录</translation>
    </message>
</context>
<context>
    <name>FiguresView</name>
    <message>
        <source>Numbers that came back</source>
        <translation>返回的登记编号</translation>
    </message>
    <message>
        <source>Second level of technical fields</source>
        <translation>技术领域（二级）代码表</translation>
    </message>
    <message>
        <source>Excel (*.xlsx);;CSV (*.csv)</source>
        <translation>Excel (*.xlsx);;CSV (*.csv)</translation>
    </message>
    <message>
        <source>Lists (*.xlsx *.csv *.json)</source>
        <translation>清单 (*.xlsx *.csv *.json)</translation>
    </message>
    <message>
        <source>Work of the desk</source>
        <translation>登记机构工作量</translation>
    </message>
    <message>
        <source>Save the table</source>
        <translation>保存统计表</translation>
    </message>
    <message>
        <source>Excel (*.xlsx);;JSON (*.json)</source>
        <translation>Excel (*.xlsx);;JSON (*.json)</translation>
    </message>
    <message>
        <source>Where shall it go?</source>
        <translation>存到哪里？</translation>
    </message>
    <message>
        <source>Counted</source>
        <translation>统计口径</translation>
    </message>
    <message>
        <source>From</source>
        <translation>从</translation>
    </message>
    <message>
        <source>Until</source>
        <translation>至</translation>
    </message>
    <message>
        <source>Print</source>
        <translation>打印</translation>
    </message>
    <message>
        <source>List for the national system</source>
        <translation>导出全国系统清单</translation>
    </message>
    <message>
        <source>Take numbers in</source>
        <translation>导入登记编号</translation>
    </message>
    <message>
        <source>Take fields in</source>
        <translation>导入二级领域</translation>
    </message>
    <message>
        <source>National system</source>
        <translation>全国系统</translation>
    </message>
    <message>
        <source>The list of registered contracts goes out; it comes back with the 16-digit numbers.</source>
        <translation>导出已登记合同清单，取得 16 位登记编号后再导入。</translation>
    </message>
    <message>
        <source>The table goes to the printer</source>
        <translation>统计表已送打印</translation>
    </message>
    <message>
        <source>Numbers taken in: {0}</source>
        <translation>已导入编号 {0} 个</translation>
    </message>
    <message>
        <source>Rows of the second level taken in: {0}</source>
        <translation>已导入二级领域 {0} 条</translation>
    </message>
    <message>
        <source>Written: {0}</source>
        <translation>已写出：{0}</translation>
    </message>
</context>
<context>
    <name>FirstStartPage</name>
    <message>
        <source>Welcome</source>
        <translation>欢迎使用</translation>
    </message>
    <message>
        <source>A few short steps, then the counter is open.</source>
        <translation>简单几步，柜台即可开张。</translation>
    </message>
    <message>
        <source>Nothing is made before the last step. You can go back at any time.</source>
        <translation>最后一步之前不会写入任何数据，随时可以返回。</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Try with the sample hall</source>
        <translation>试用样例大厅</translation>
    </message>
    <message>
        <source>Set up a real hall</source>
        <translation>开设正式大厅</translation>
    </message>
    <message>
        <source>Windows, rooms and visitors made up for trying.</source>
        <translation>窗口、洽谈室和来访人均为试用样例。</translation>
    </message>
    <message>
        <source>Your hall, your windows, your rooms. Begins empty.</source>
        <translation>您自己的大厅、窗口和洽谈室，从零开始。</translation>
    </message>
    <message>
        <source>Name of the hall</source>
        <translation>大厅名称</translation>
    </message>
    <message>
        <source>Stands on slips and contracts.</source>
        <translation>印在号票和合同上。</translation>
    </message>
    <message>
        <source>Windows, one per line</source>
        <translation>窗口，每行一个</translation>
    </message>
    <message>
        <source>They are numbered from 1 in this order.</source>
        <translation>按此顺序从 1 号起编号。</translation>
    </message>
    <message>
        <source>Negotiation rooms, one per line</source>
        <translation>洽谈室，每行一间</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>姓名</translation>
    </message>
    <message>
        <source>Login</source>
        <translation>登录名</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>密码</translation>
    </message>
    <message>
        <source>The same again</source>
        <translation>再输一次</translation>
    </message>
    <message>
        <source>At least 8 characters of three kinds (letters, capitals, digits, signs), without the login. There is no default password and nobody else knows yours.</source>
        <translation>至少 8 个字符，含小写、大写、数字、符号中的三种，不含登录名。系统没有默认密码，您的密码别人无从得知。</translation>
    </message>
    <message>
        <source>Making the hall …</source>
        <translation>正在开设大厅…</translation>
    </message>
    <message>
        <source>Make the hall</source>
        <translation>开设大厅</translation>
    </message>
    <message>
        <source>How do you want to begin?</source>
        <translation>从哪里开始？</translation>
    </message>
    <message>
        <source>Your hall</source>
        <translation>您的大厅</translation>
    </message>
    <message>
        <source>The first administrator</source>
        <translation>首位管理员</translation>
    </message>
    <message>
        <source>One moment</source>
        <translation>请稍候</translation>
    </message>
    <message>
        <source>Step {0} of {1}</source>
        <translation>第 {0} 步，共 {1} 步</translation>
    </message>
</context>
<context>
    <name>FormPane</name>
    <message>
        <source>Form</source>
        <translation>登记表</translation>
    </message>
    <message>
        <source>Rules</source>
        <translation>适用规则</translation>
    </message>
    <message>
        <source>Class, by rights and duties</source>
        <translation>合同类别（按权利义务）</translation>
    </message>
    <message>
        <source>Applicant</source>
        <translation>申请人</translation>
    </message>
    <message>
        <source>Total in yuan</source>
        <translation>成交总额（元）</translation>
    </message>
    <message>
        <source>Technical amount in yuan</source>
        <translation>技术交易额（元）</translation>
    </message>
    <message>
        <source>Originals brought</source>
        <translation>提交原件份数</translation>
    </message>
    <message>
        <source>Technical field</source>
        <translation>技术领域</translation>
    </message>
    <message>
        <source>Socio-economic objective</source>
        <translation>社会经济目标</translation>
    </message>
    <message>
        <source>Industry of the applicant</source>
        <translation>机构所属行业</translation>
    </message>
    <message>
        <source>Industry served</source>
        <translation>服务的行业</translation>
    </message>
    <message>
        <source>Programme</source>
        <translation>计划类别</translation>
    </message>
    <message>
        <source>Intellectual property</source>
        <translation>知识产权类型</translation>
    </message>
    <message>
        <source>Field, second level</source>
        <translation>技术领域（二级）</translation>
    </message>
    <message>
        <source>Related parties</source>
        <translation>关联交易</translation>
    </message>
    <message>
        <source>Technology import</source>
        <translation>技术进口</translation>
    </message>
    <message>
        <source>Party abroad</source>
        <translation>涉外</translation>
    </message>
    <message>
        <source>State secret involved</source>
        <translation>涉密</translation>
    </message>
    <message>
        <source>Foreign text</source>
        <translation>外文合同</translation>
    </message>
    <message>
        <source>First registration of the applicant</source>
        <translation>申请人首次登记</translation>
    </message>
    <message>
        <source>Disputed: to experts</source>
        <translation>有争议，转专家评审</translation>
    </message>
    <message>
        <source>Expected investment in yuan</source>
        <translation>预计新增投入（元）</translation>
    </message>
    <message>
        <source>Expected output in yuan</source>
        <translation>预计新增产值（元）</translation>
    </message>
    <message>
        <source>Responsible person</source>
        <translation>负责人</translation>
    </message>
    <message>
        <source>Prepared by</source>
        <translation>填报人</translation>
    </message>
</context>
<context>
    <name>FormTalk</name>
    <message>
        <source>Free; this room wants the hall&apos;s word.</source>
        <translation>空闲；此房间须经审批。</translation>
    </message>
    <message>
        <source>{count} gaps; a digit takes one.</source>
        <translation>{count} 个空档，按数字选择。</translation>
    </message>
    <message>
        <source>No gap of this length.</source>
        <translation>没有这么长的空档。</translation>
    </message>
</context>
<context>
    <name>GapLine</name>
    <message>
        <source>Minutes</source>
        <translation>分钟</translation>
    </message>
    <message>
        <source>Days</source>
        <translation>天数</translation>
    </message>
    <message>
        <source>Between</source>
        <translation>不早于</translation>
    </message>
    <message>
        <source>and</source>
        <translation>至</translation>
    </message>
    <message>
        <source>Find a gap</source>
        <translation>找空档</translation>
    </message>
    <message>
        <source>Gap of</source>
        <translation>空档</translation>
    </message>
    <message>
        <source>min between</source>
        <translation>分钟，在</translation>
    </message>
    <message>
        <source>within</source>
        <translation>，共</translation>
    </message>
    <message>
        <source>days</source>
        <translation>天内</translation>
    </message>
</context>
<context>
    <name>HallStrip</name>
    <message>
        <source>{0} wait, help is wanted</source>
        <translation>{0} 人等候，请求协助</translation>
    </message>
    <message>
        <source>{0} wait · {1}–{2} min</source>
        <translation>{0} 人 · {1}–{2} 分</translation>
    </message>
    <message>
        <source>{0}: {1}. Who comes now waits {2} to {3} min.</source>
        <translation>{0}：{1}。现在取号约等 {2} 至 {3} 分。</translation>
    </message>
    <message>
        <source>{0} min</source>
        <translation>{0} 分</translation>
    </message>
</context>
<context>
    <name>HallView</name>
    <message>
        <source>There are no rooms yet</source>
        <translation>还没有房间</translation>
    </message>
    <message>
        <source>Rooms are named when the hall is set up.</source>
        <translation>房间在大厅设立时录入。</translation>
    </message>
</context>
<context>
    <name>HolderCard</name>
    <message>
        <source>Kept by</source>
        <translation>持有人</translation>
    </message>
    <message>
        <source>Copies</source>
        <translation>份数</translation>
    </message>
    <message>
        <source>Who it is</source>
        <translation>具体名称</translation>
    </message>
</context>
<context>
    <name>HoursSection</name>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Summer, roadshow week</source>
        <translation>夏季、路演周</translation>
    </message>
    <message>
        <source>Rooms</source>
        <translation>房间</translation>
    </message>
    <message>
        <source>all rooms</source>
        <translation>全部房间</translation>
    </message>
    <message>
        <source>First day</source>
        <translation>起始日</translation>
    </message>
    <message>
        <source>Last day</source>
        <translation>截止日</translation>
    </message>
    <message>
        <source>The week of the first day will be</source>
        <translation>起始日所在周的实际开放时间</translation>
    </message>
    <message>
        <source>New hours</source>
        <translation>新增开放时间</translation>
    </message>
    <message>
        <source>Withdraw these hours</source>
        <translation>撤销此开放时间</translation>
    </message>
    <message>
        <source>There are no rooms yet.</source>
        <translation>还没有房间。</translation>
    </message>
    <message>
        <source>closed: public holiday</source>
        <translation>不开放：法定节假日</translation>
    </message>
    <message>
        <source>closed</source>
        <translation>不开放</translation>
    </message>
    <message>
        <source>all</source>
        <translation>全部</translation>
    </message>
</context>
<context>
    <name>ImportView</name>
    <message>
        <source>Choose a file</source>
        <translation>选择文件</translation>
    </message>
    <message>
        <source>Begin the draft</source>
        <translation>开始起草</translation>
    </message>
    <message>
        <source>Which text shall be taken over?</source>
        <translation>导入哪份文本？</translation>
    </message>
    <message>
        <source>Word files (*.docx)</source>
        <translation>Word 文件 (*.docx)</translation>
    </message>
    <message>
        <source>No draft was made yet. F10 begins it, Esc again drops it.</source>
        <translation>尚未生成草稿。按 F10 开始起草，再按 Esc 放弃。</translation>
    </message>
    <message>
        <source>A Word file (.docx) becomes a draft in the parties&apos; own words. Let it fall here, or choose it.</source>
        <translation>Word 文件（.docx）可转为自拟文本草稿。请拖到这里，或选择文件。</translation>
    </message>
    <message>
        <source>Back to the list</source>
        <translation>返回列表</translation>
    </message>
    <message>
        <source>Is this right?</source>
        <translation>请核对</translation>
    </message>
    <message>
        <source>These were read out of the text. Nothing of it is taken before you begin the draft.</source>
        <translation>以下内容由文本识别得出，确认之前不会采用。</translation>
    </message>
    <message>
        <source>Project name</source>
        <translation>项目名称</translation>
    </message>
    <message>
        <source>Total amount in yuan</source>
        <translation>合同总额（元）</translation>
    </message>
    <message>
        <source>Of it technical amount</source>
        <translation>其中技术交易额</translation>
    </message>
    <message>
        <source>Valid from</source>
        <translation>有效期自</translation>
    </message>
    <message>
        <source>Valid to</source>
        <translation>有效期至</translation>
    </message>
    <message>
        <source>The text as it will stand</source>
        <translation>将写入的正文</translation>
    </message>
    <message>
        <source>Another file</source>
        <translation>换一个文件</translation>
    </message>
    <message>
        <source>{0} could not be opened.</source>
        <translation>{0} 打不开。</translation>
    </message>
    <message>
        <source>Not found in the text.</source>
        <translation>文本中没有找到。</translation>
    </message>
    <message>
        <source>Figures and words differ there: {0}</source>
        <translation>大小写金额不一致：{0}</translation>
    </message>
    <message>
        <source>Section {0} names a law that is no longer in force: {1}</source>
        <translation>第 {0} 条引用了已失效的法律：{1}</translation>
    </message>
    <message>
        <source>Not text, therefore left out: {0}</source>
        <translation>非文字内容，未导入：{0}</translation>
    </message>
    <message>
        <source>Read from: {0}</source>
        <translation>识别自：{0}</translation>
    </message>
</context>
<context>
    <name>Inputs</name>
    <message>
        <source>This code is not known here: {0}</source>
        <translation>无法识别此码：{0}</translation>
    </message>
</context>
<context>
    <name>InstalmentCard</name>
    <message>
        <source>Amount in yuan</source>
        <translation>金额（元）</translation>
    </message>
    <message>
        <source>Due on</source>
        <translation>付款日期</translation>
    </message>
    <message>
        <source>Falls due upon</source>
        <translation>付款条件</translation>
    </message>
</context>
<context>
    <name>JobPanel</name>
    <message>
        <source>It came out</source>
        <translation>已打出</translation>
    </message>
    <message>
        <source>Print it</source>
        <translation>打印</translation>
    </message>
    <message>
        <source>Take off</source>
        <translation>撤下</translation>
    </message>
    <message>
        <source>Print again</source>
        <translation>重新打印</translation>
    </message>
    <message>
        <source>Not shown on the screen</source>
        <translation>不在屏幕上显示</translation>
    </message>
    <message>
        <source>Personal data stands on it. It is printed, and wiped once it is out or taken off.</source>
        <translation>此件含个人信息：只打印、不显示，打印完成或撤下后即清除内容。</translation>
    </message>
    <message>
        <source>The content is wiped</source>
        <translation>内容已清除</translation>
    </message>
    <message>
        <source>Old paper is not kept here. It can be printed anew from what it is of.</source>
        <translation>旧打印件不在此保留，需要时请从原业务重新打印。</translation>
    </message>
    <message>
        <source>Printing was cut short. Look at the printer: did this paper come out?</source>
        <translation>打印中断。请看一眼打印机：这张纸打出来了吗？</translation>
    </message>
    <message>
        <source>{0} Tried {1} times; it is tried again by itself.</source>
        <translation>{0}已试 {1} 次，系统会自动重试。</translation>
    </message>
    <message>
        <source>Choose a sheet</source>
        <translation>请选择一份</translation>
    </message>
    <message>
        <source>It is shown here as it prints.</source>
        <translation>这里显示它打印出来的样子。</translation>
    </message>
</context>
<context>
    <name>KeptForm</name>
    <message>
        <source>This is not a day. Write it like 2027-06-30.</source>
        <translation>不是日期，请按 2027-06-30 填写。</translation>
    </message>
    <message>
        <source>Please write a rate from 0 to 100, like 3.5.</source>
        <translation>请填 0 至 100 的百分比，例如 3.5。</translation>
    </message>
</context>
<context>
    <name>Keypad</name>
    <message>
        <source>Your mobile number: 11 digits</source>
        <translation>请输入 11 位手机号</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>下一步</translation>
    </message>
    <message>
        <source>A mobile number has 11 digits and begins with 1.</source>
        <translation>手机号为 11 位，以 1 开头</translation>
    </message>
</context>
<context>
    <name>Keys</name>
    <message>
        <source>Enter</source>
        <translation>回车</translation>
    </message>
</context>
<context>
    <name>KeysSection</name>
    <message>
        <source>Kind</source>
        <translation>种类</translation>
    </message>
    <message>
        <source>Id</source>
        <translation>编号</translation>
    </message>
    <message>
        <source>Valid until</source>
        <translation>到期日期</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Make the hall&apos;s own keys anew in section 5.</source>
        <translation>请在第 5 项重新生成大厅自有密钥。</translation>
    </message>
    <message>
        <source>The hall has no keys yet</source>
        <translation>大厅还没有密钥</translation>
    </message>
    <message>
        <source>Keys of the hall</source>
        <translation>大厅的密钥</translation>
    </message>
    <message>
        <source>Write the key card for checkers</source>
        <translation>导出验证公钥卡</translation>
    </message>
    <message>
        <source>Revoke the chosen key</source>
        <translation>吊销选中的密钥</translation>
    </message>
    <message>
        <source>Yes, revoke it</source>
        <translation>确定吊销</translation>
    </message>
    <message>
        <source>Where shall the key card go?</source>
        <translation>公钥卡存到哪里？</translation>
    </message>
    <message>
        <source>Key cards (*.json)</source>
        <translation>公钥卡 (*.json)</translation>
    </message>
    <message>
        <source>The key card was written: {0}</source>
        <translation>公钥卡已导出：{0}</translation>
    </message>
    <message>
        <source>Every printed code of this key is called revoked from now on, whenever it was printed. This cannot be taken back. Why?</source>
        <translation>用这把密钥印出的码，不论何时印的，今后验证都会显示已吊销。不能撤回。为什么吊销？</translation>
    </message>
    <message>
        <source>What is sealed under this certificate from now on is called revoked; what was sealed before stays true. This cannot be taken back. Why?</source>
        <translation>今后用这张证书盖的章，验证都会显示已吊销；以前盖的仍然有效。不能撤回。为什么吊销？</translation>
    </message>
    <message>
        <source>This terminal seals with it and gets new keys.</source>
        <translation>本机正在用它，会换成新密钥。</translation>
    </message>
    <message>
        <source>The key is revoked. Hand the new key card to all who check.</source>
        <translation>密钥已吊销。请把新的公钥卡发给所有验证方。</translation>
    </message>
    <message>
        <source>Revoked on {0}: {1}</source>
        <translation>{0} 吊销：{1}</translation>
    </message>
    <message>
        <source>In use here</source>
        <translation>本机在用</translation>
    </message>
    <message>
        <source>Believed</source>
        <translation>有效</translation>
    </message>
</context>
<context>
    <name>KioskScreen</name>
    <message>
        <source>Self-service numbers</source>
        <translation>自助取号</translation>
    </message>
    <message>
        <source>Start again</source>
        <translation>重新开始</translation>
    </message>
    <message>
        <source>What have you come for?</source>
        <translation>请选择办理业务</translation>
    </message>
    <message>
        <source>Mobile number</source>
        <translation>手机号</translation>
    </message>
    <message>
        <source>Identity card</source>
        <translation>身份证</translation>
    </message>
    <message>
        <source>Lay it on the reader</source>
        <translation>请放在读卡区</translation>
    </message>
    <message>
        <source>Without a name</source>
        <translation>不登记姓名</translation>
    </message>
    <message>
        <source>Cards cannot be read at the moment. Please choose another way.</source>
        <translation>暂时无法读取身份证，请选择其他方式。</translation>
    </message>
    <message>
        <source>How may we know you?</source>
        <translation>请选择登记方式</translation>
    </message>
    <message>
        <source>Your mobile number</source>
        <translation>请输入手机号</translation>
    </message>
    <message>
        <source>Please lay your card on the reader.</source>
        <translation>请将身份证放在读卡区</translation>
    </message>
    <message>
        <source>Is this right?</source>
        <translation>请确认</translation>
    </message>
    <message>
        <source>There is nothing to rate for this slip now.</source>
        <translation>此号票目前没有可评价的办件</translation>
    </message>
    <message>
        <source>Begins anew in {0} s</source>
        <translation>{0} 秒后返回首页</translation>
    </message>
</context>
<context>
    <name>LayoutPane</name>
    <message>
        <source>Number; it must be there</source>
        <translation>号码（必须有）</translation>
    </message>
    <message>
        <source>Name of the hall</source>
        <translation>大厅名称</translation>
    </message>
    <message>
        <source>Matter</source>
        <translation>办理事项</translation>
    </message>
    <message>
        <source>Where to go</source>
        <translation>前往的窗口</translation>
    </message>
    <message>
        <source>How many wait before</source>
        <translation>前面等候人数</translation>
    </message>
    <message>
        <source>Expected wait</source>
        <translation>预计等候时间</translation>
    </message>
    <message>
        <source>When it was taken</source>
        <translation>取号时间</translation>
    </message>
    <message>
        <source>Notice of the day</source>
        <translation>提示语</translation>
    </message>
    <message>
        <source>Code of the visit, on a line of its own</source>
        <translation>来访二维码（独占一行）</translation>
    </message>
    <message>
        <source>Code for rating, on a line of its own</source>
        <translation>评价二维码（独占一行）</translation>
    </message>
    <message>
        <source>In the middle, bold, double; x1 to x4</source>
        <translation>居中、加粗、两倍大；x1 至 x4</translation>
    </message>
    <message>
        <source>At the right</source>
        <translation>靠右</translation>
    </message>
    <message>
        <source>In a frame</source>
        <translation>加框</translation>
    </message>
    <message>
        <source>A remark that is not printed</source>
        <translation>备注，不打印</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>As saved</source>
        <translation>恢复为已保存</translation>
    </message>
    <message>
        <source>Usual layout</source>
        <translation>恢复默认版式</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>版式文本</translation>
    </message>
    <message>
        <source>Layout of the slip</source>
        <translation>号票版式</translation>
    </message>
    <message>
        <source>Put in at the cursor</source>
        <translation>插入到光标处</translation>
    </message>
    <message>
        <source>Digit or Enter puts it in; PgDn shows more.</source>
        <translation>按数字键或回车插入，PgDn 翻页。</translation>
    </message>
    <message>
        <source>As it prints</source>
        <translation>打印效果</translation>
    </message>
    <message>
        <source>Your role may look at the layout and not change it.</source>
        <translation>您的角色只能查看版式，不能修改。</translation>
    </message>
    <message>
        <source>The layout was changed at another terminal. What you typed is still here.</source>
        <translation>其他终端已修改版式；您输入的内容仍保留在此。</translation>
    </message>
    <message>
        <source>Not saved yet, kept at this terminal.</source>
        <translation>尚未保存，草稿已留在本机。</translation>
    </message>
    <message>
        <source>The hall uses the usual layout.</source>
        <translation>当前使用默认版式。</translation>
    </message>
    <message>
        <source>This is the hall&apos;s own layout.</source>
        <translation>当前使用本大厅的版式。</translation>
    </message>
    <message>
        <source>Saved. The next slip is printed so, at every terminal.</source>
        <translation>已保存，各终端下一张号票起按此打印。</translation>
    </message>
</context>
<context>
    <name>LeavingPanel</name>
    <message>
        <source>Password</source>
        <translation>密码</translation>
    </message>
    <message>
        <source>End self-service</source>
        <translation>退出自助取号</translation>
    </message>
    <message>
        <source>Back to the numbers</source>
        <translation>返回取号</translation>
    </message>
    <message>
        <source>For staff only</source>
        <translation>仅限工作人员</translation>
    </message>
    <message>
        <source>{0} set this screen up and ends it with the same password.</source>
        <translation>本机由 {0} 开启，请输入其密码退出。</translation>
    </message>
</context>
<context>
    <name>LeftOverPanel</name>
    <message>
        <source>Who is left</source>
        <translation>尚未办结</translation>
    </message>
    <message>
        <source>Business</source>
        <translation>办理事项</translation>
    </message>
    <message>
        <source>Numbers</source>
        <translation>号码</translation>
    </message>
    <message>
        <source>Then</source>
        <translation>处理</translation>
    </message>
    <message>
        <source>Nobody is left</source>
        <translation>全部办结</translation>
    </message>
    <message>
        <source>Close the day and print the report.</source>
        <translation>可以日结并打印日报。</translation>
    </message>
    <message>
        <source>A digit or Enter changes a line. Who is carried over is called first tomorrow.</source>
        <translation>按数字或回车切换。留到次日的，次日先叫。</translation>
    </message>
    <message>
        <source>Reason for those who are closed</source>
        <translation>作废原因</translation>
    </message>
    <message>
        <source>Close the day</source>
        <translation>日结</translation>
    </message>
    <message>
        <source>Who was left</source>
        <translation>当日遗留</translation>
    </message>
    <message>
        <source>closed</source>
        <translation>作废</translation>
    </message>
    <message>
        <source>carried over</source>
        <translation>留到次日</translation>
    </message>
</context>
<context>
    <name>Legend</name>
    <message>
        <source>booked</source>
        <translation>已预订</translation>
    </message>
    <message>
        <source>over</source>
        <translation>已结束</translation>
    </message>
    <message>
        <source>preparing, clearing</source>
        <translation>布置、清理</translation>
    </message>
    <message>
        <source>not to be had</source>
        <translation>不可用</translation>
    </message>
</context>
<context>
    <name>LibraryView</name>
    <message>
        <source>Save the clause</source>
        <translation>保存条款</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>查找</translation>
    </message>
    <message>
        <source>New clause</source>
        <translation>新条款</translation>
    </message>
    <message>
        <source>Change it</source>
        <translation>修改</translation>
    </message>
    <message>
        <source>End it</source>
        <translation>停用</translation>
    </message>
    <message>
        <source>Why is “{0}” not used any more? Contracts keep the text they took.</source>
        <translation>为什么停用“{0}”？已采用的合同不受影响。</translation>
    </message>
    <message>
        <source>Words of the clause, its heading or its law</source>
        <translation>条款内容、标题或法律依据</translation>
    </message>
    <message>
        <source>No such clause</source>
        <translation>没有这样的条款</translation>
    </message>
    <message>
        <source>Fewer words find more.</source>
        <translation>减少几个字再试。</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Put into the draft</source>
        <translation>放入草稿</translation>
    </message>
    <message>
        <source>Clause</source>
        <translation>条款</translation>
    </message>
    <message>
        <source>Section</source>
        <translation>章节</translation>
    </message>
    <message>
        <source>Edition</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>“{0}” is in the library, edition {1}.</source>
        <translation>“{0}”已入库，第 {1} 版。</translation>
    </message>
    <message>
        <source>The clause is not offered any more.</source>
        <translation>该条款已停用。</translation>
    </message>
    <message>
        <source>ours, {0}</source>
        <translation>自有 {0}</translation>
    </message>
    <message>
        <source>shipped</source>
        <translation>随附</translation>
    </message>
</context>
<context>
    <name>LinesSection</name>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Name in English</source>
        <translation>英文名称</translation>
    </message>
    <message>
        <source>After the last number they begin again.</source>
        <translation>用完后从头开始。</translation>
    </message>
    <message>
        <source>First number</source>
        <translation>起始号</translation>
    </message>
    <message>
        <source>Last number</source>
        <translation>结束号</translation>
    </message>
    <message>
        <source>0: as many as come. A clerk may give more after a word of confirmation.</source>
        <translation>0 表示不限。窗口人员确认后可超发。</translation>
    </message>
    <message>
        <source>Numbers a day</source>
        <translation>每日放号</translation>
    </message>
</context>
<context>
    <name>ListSection</name>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Set to</source>
        <translation>现为</translation>
    </message>
    <message>
        <source>Nothing to arrange yet</source>
        <translation>暂无可设内容</translation>
    </message>
    <message>
        <source>Set up the hall first.</source>
        <translation>请先建好大厅。</translation>
    </message>
</context>
<context>
    <name>ListsTalk</name>
    <message>
        <source>Declined, to be told: {titles}</source>
        <translation>已回绝，请通知：{titles}</translation>
    </message>
    <message>
        <source>Agreed: {room}, {hours}</source>
        <translation>已同意：{room}，{hours}</translation>
    </message>
    <message>
        <source>Declined: {room}, {hours}</source>
        <translation>已回绝：{room}，{hours}</translation>
    </message>
    <message>
        <source>On the waiting list</source>
        <translation>已登记候补</translation>
    </message>
    <message>
        <source>Held for ten minutes: {room}, {hours}</source>
        <translation>保留十分钟：{room}，{hours}</translation>
    </message>
    <message>
        <source>Asked for: {room}, {hours}</source>
        <translation>已提交申请：{room}，{hours}</translation>
    </message>
    <message>
        <source>Booked: {room}, {hours}</source>
        <translation>已预订：{room}，{hours}</translation>
    </message>
    <message>
        <source>Does not want to wait any longer</source>
        <translation>不再等候</translation>
    </message>
    <message>
        <source>Phone call about a room</source>
        <translation>为房间预订打电话</translation>
    </message>
    <message>
        <source>Phoned</source>
        <translation>已电话告知</translation>
    </message>
    <message>
        <source>Off the list: they know</source>
        <translation>已移出清单：对方已知晓</translation>
    </message>
</context>
<context>
    <name>LockScreen</name>
    <message>
        <source>Password</source>
        <translation>密码</translation>
    </message>
    <message>
        <source>Unlock</source>
        <translation>解锁</translation>
    </message>
    <message>
        <source>Sign in as somebody else</source>
        <translation>换人登录</translation>
    </message>
    <message>
        <source>Locked</source>
        <translation>已锁屏</translation>
    </message>
    <message>
        <source>{0} is coming back. Nothing typed is lost.</source>
        <translation>{0} 稍后回来，已录入的内容都在。</translation>
    </message>
</context>
<context>
    <name>MatterPanel</name>
    <message>
        <source>Business</source>
        <translation>办理事项</translation>
    </message>
    <message>
        <source>Digit, or type to filter</source>
        <translation>按数字选择，或输入筛选</translation>
    </message>
    <message>
        <source>Digit (with Alt: take it at once), or type</source>
        <translation>数字选择，Alt+数字直接取号，或输入筛选</translation>
    </message>
    <message>
        <source>Filter the business</source>
        <translation>筛选办理事项</translation>
    </message>
    <message>
        <source>All platforms</source>
        <translation>全部平台</translation>
    </message>
    <message>
        <source>One more matter</source>
        <translation>再加一项</translation>
    </message>
    <message>
        <source>Take a number</source>
        <translation>取号</translation>
    </message>
    <message>
        <source>Nothing fits. Esc shows all platforms.</source>
        <translation>没有符合的事项。按 Esc 显示全部平台。</translation>
    </message>
    <message>
        <source>Found in all platforms</source>
        <translation>在全部平台中找到</translation>
    </message>
    <message>
        <source>Also (Backspace takes off): {0}</source>
        <translation>另有（退格删去）：{0}</translation>
    </message>
</context>
<context>
    <name>MeetingPage</name>
    <message>
        <source>Meeting</source>
        <translation>会议</translation>
    </message>
    <message>
        <source>They are here</source>
        <translation>已到场</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Keep outcome and minutes</source>
        <translation>保存结果和纪要</translation>
    </message>
    <message>
        <source>Draft a contract</source>
        <translation>起草合同</translation>
    </message>
    <message>
        <source>Attendance sheet</source>
        <translation>签到表</translation>
    </message>
    <message>
        <source>No meeting is open</source>
        <translation>尚未打开会议</translation>
    </message>
    <message>
        <source>Point at one on the rooms&apos; page and press Ctrl+E, or scan the code of its sheet.</source>
        <translation>在洽谈页指向一个预订并按 Ctrl+E，或扫签到表上的二维码。</translation>
    </message>
    <message>
        <source>Purpose</source>
        <translation>用途</translation>
    </message>
    <message>
        <source>Host</source>
        <translation>主持人</translation>
    </message>
    <message>
        <source>People</source>
        <translation>人数</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Here since {hour}</source>
        <translation>{hour} 已到场</translation>
    </message>
    <message>
        <source>Nobody has come yet</source>
        <translation>尚无人到场</translation>
    </message>
    <message>
        <source>The people are here</source>
        <translation>已登记到场</translation>
    </message>
    <message>
        <source>Signed in</source>
        <translation>已签到</translation>
    </message>
    <message>
        <source>Kept: {outcome}</source>
        <translation>已保存：{outcome}</translation>
    </message>
</context>
<context>
    <name>MinutesCard</name>
    <message>
        <source>Outcome and minutes</source>
        <translation>结果和纪要</translation>
    </message>
    <message>
        <source>What came of the meeting</source>
        <translation>洽谈结果</translation>
    </message>
    <message>
        <source>Minutes</source>
        <translation>纪要</translation>
    </message>
    <message>
        <source>Keep outcome and minutes</source>
        <translation>保存结果和纪要</translation>
    </message>
    <message>
        <source>Draft a contract</source>
        <translation>起草合同</translation>
    </message>
    <message>
        <source>Choose what came of the meeting first: a digit.</source>
        <translation>请先按数字选择洽谈结果。</translation>
    </message>
    <message>
        <source>F8 drafts the contract with both parties filled in.</source>
        <translation>按 F8 起草合同，双方信息自动填入。</translation>
    </message>
    <message>
        <source>chosen</source>
        <translation>已选</translation>
    </message>
</context>
<context>
    <name>Mirror</name>
    <message>
        <source>What the signer sees</source>
        <translation>签署人所见画面</translation>
    </message>
</context>
<context>
    <name>MonthView</name>
    <message>
        <source>Bookings of the month</source>
        <translation>当月预订</translation>
    </message>
</context>
<context>
    <name>MoreButton</name>
    <message>
        <source>More keys</source>
        <translation>更多按键</translation>
    </message>
</context>
<context>
    <name>MoreFacts</name>
    <message>
        <source>Others who take part</source>
        <translation>其他参会人</translation>
    </message>
    <message>
        <source>Movable equipment</source>
        <translation>可移动设备</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>其他</translation>
    </message>
    <message>
        <source>Myself</source>
        <translation>本人</translation>
    </message>
    <message>
        <source>of {count}</source>
        <translation>共 {count} 件</translation>
    </message>
    <message>
        <source>{kind}, by number</source>
        <translation>{kind}（按编号）</translation>
    </message>
    <message>
        <source>No contract bears this number.</source>
        <translation>没有这个编号的合同。</translation>
    </message>
    <message>
        <source>Host</source>
        <translation>接待人</translation>
    </message>
    <message>
        <source>Belongs to</source>
        <translation>关联事项</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>编号</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Internal note</source>
        <translation>内部备注</translation>
    </message>
    <message>
        <source>The guests never see it.</source>
        <translation>来宾看不到。</translation>
    </message>
    <message>
        <source>Confidential: others see only that it is taken</source>
        <translation>保密：他人只看到已占用</translation>
    </message>
    <message>
        <source>Why rules are set aside</source>
        <translation>不按规则的理由</translation>
    </message>
    <message>
        <source>Is logged. Never sets somebody else&apos;s booking aside.</source>
        <translation>会记录在案；不能占用他人的预订。</translation>
    </message>
</context>
<context>
    <name>MovedBox</name>
    <message>
        <source>Look at the differences</source>
        <translation>查看差异</translation>
    </message>
    <message>
        <source>Keep mine as a version and take theirs</source>
        <translation>我的存为稿本，采用对方的</translation>
    </message>
    <message>
        <source>Keep theirs as a version and take mine</source>
        <translation>对方的存为稿本，采用我的</translation>
    </message>
    <message>
        <source>{0} saved this draft at {1}. Nothing was overwritten; what you typed is still here.</source>
        <translation>{0} 于 {1} 保存了此稿。没有覆盖任何内容，您输入的内容仍在。</translation>
    </message>
    <message>
        <source>Somebody else</source>
        <translation>其他持有人</translation>
    </message>
</context>
<context>
    <name>NewContract</name>
    <message>
        <source>Which contract?</source>
        <translation>起草哪种合同？</translation>
    </message>
    <message>
        <source>Type part of its name, or press a digit</source>
        <translation>输入名称，或按数字选择</translation>
    </message>
    <message>
        <source>Find a template</source>
        <translation>查找范本</translation>
    </message>
    <message>
        <source>Templates</source>
        <translation>合同范本</translation>
    </message>
    <message>
        <source>Take over a text (docx)</source>
        <translation>导入文本（docx）</translation>
    </message>
    <message>
        <source>Back to the list</source>
        <translation>返回列表</translation>
    </message>
    <message>
        <source>No such template</source>
        <translation>没有这样的范本</translation>
    </message>
    <message>
        <source>Fewer letters find more; Esc shows all.</source>
        <translation>少输几个字可多找；Esc 显示全部。</translation>
    </message>
    <message>
        <source>{0} kinds</source>
        <translation>{0} 种</translation>
    </message>
</context>
<context>
    <name>NextCard</name>
    <message>
        <source>Another</source>
        <translation>换一位</translation>
    </message>
    <message>
        <source>Enquiry without a name</source>
        <translation>未登记姓名</translation>
    </message>
    <message>
        <source>Note: {0}</source>
        <translation>备注：{0}</translation>
    </message>
    <message>
        <source>and {0} more</source>
        <translation>另有 {0} 项</translation>
    </message>
    <message>
        <source>party of {0}</source>
        <translation>一行 {0} 人</translation>
    </message>
    <message>
        <source>last here {0}</source>
        <translation>上次 {0}</translation>
    </message>
    <message>
        <source>first visit</source>
        <translation>首次来访</translation>
    </message>
    <message>
        <source>contracts in work: {0}</source>
        <translation>在办合同 {0} 份</translation>
    </message>
</context>
<context>
    <name>NobodyHere</name>
    <message>
        <source>Paused</source>
        <translation>暂停服务</translation>
    </message>
    <message>
        <source>Next visitor</source>
        <translation>下一位</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>恢复</translation>
    </message>
    <message>
        <source>You are signed in without a window</source>
        <translation>登录时未选窗口</translation>
    </message>
    <message>
        <source>Sign in again and choose a window to call visitors. F12 locks, then sign in anew.</source>
        <translation>叫号须选窗口重新登录：F12 锁定后换人登录。</translation>
    </message>
    <message>
        <source>Nobody is at the window</source>
        <translation>窗口无人</translation>
    </message>
    <message>
        <source>F2 calls the next visitor.</source>
        <translation>F2 叫下一位。</translation>
    </message>
    <message>
        <source>Nobody is at the window, nobody waits</source>
        <translation>窗口无人，也无人等候</translation>
    </message>
    <message>
        <source>New numbers appear at the left; F1 takes one.</source>
        <translation>新号显示在左侧；F1 取号。</translation>
    </message>
    <message>
        <source>F10 and a digit choose one of them, {0} then calls on purpose.</source>
        <translation>按 F10 再按数字选人，然后 {0} 指定呼叫。</translation>
    </message>
    <message>
        <source>Whoever waits belongs to other windows.</source>
        <translation>现有等候人归其他窗口。</translation>
    </message>
    <message>
        <source>Other windows know of whoever waits. {0} shares the line if the whole hall is cut off.</source>
        <translation>现有等候人其他窗口也可能呼叫。如全大厅断网，{0} 分摊队列。</translation>
    </message>
    <message>
        <source>On duty since {0}. {1} wait; nobody is called until you go on.</source>
        <translation>{0} 上岗。{1} 人等候；恢复前不叫号。</translation>
    </message>
</context>
<context>
    <name>NumberDesk</name>
    <message>
        <source>Enter once more gives one more number on purpose.</source>
        <translation>再按一次回车可特批加号。</translation>
    </message>
    <message>
        <source>The number is on its way</source>
        <translation>正在取号，请稍候</translation>
    </message>
</context>
<context>
    <name>NumberPad</name>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Check in</source>
        <translation>签到</translation>
    </message>
    <message>
        <source>The number on your ticket</source>
        <translation>请输入号票上的号码</translation>
    </message>
    <message>
        <source>Type the number first, like A012.</source>
        <translation>请先输入号码，如 A012。</translation>
    </message>
</context>
<context>
    <name>OrganisationDesk</name>
    <message>
        <source>Both records of {0} are one now</source>
        <translation>{0} 的两条记录已合并</translation>
    </message>
</context>
<context>
    <name>OrganisationPanel</name>
    <message>
        <source>The same organisation once more: name or credit code</source>
        <translation>同一单位的另一条记录：名称或信用代码</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Record of the organisation</source>
        <translation>单位档案</translation>
    </message>
    <message>
        <source>Unified social credit code: {0}</source>
        <translation>统一社会信用代码：{0}</translation>
    </message>
    <message>
        <source>Legal representative: {0}</source>
        <translation>法定代表人：{0}</translation>
    </message>
    <message>
        <source>Address: {0}</source>
        <translation>地址：{0}</translation>
    </message>
    <message>
        <source>Phone: {0}</source>
        <translation>电话：{0}</translation>
    </message>
</context>
<context>
    <name>OrganisationPicker</name>
    <message>
        <source>Name, pinyin or credit code</source>
        <translation>名称、拼音或信用代码</translation>
    </message>
    <message>
        <source>Organisation</source>
        <translation>单位</translation>
    </message>
    <message>
        <source>Another organisation</source>
        <translation>更换单位</translation>
    </message>
    <message>
        <source>New organisation</source>
        <translation>新增单位</translation>
    </message>
    <message>
        <source>No such organisation yet. Enter writes a new one down.</source>
        <translation>没有找到该单位，按回车新增。</translation>
    </message>
    <message>
        <source>Name of the organisation</source>
        <translation>单位名称</translation>
    </message>
    <message>
        <source>Unified social credit code</source>
        <translation>统一社会信用代码</translation>
    </message>
    <message>
        <source>Country</source>
        <translation>国家（地区）</translation>
    </message>
    <message>
        <source>Body abroad, without a credit code</source>
        <translation>境外机构，无信用代码</translation>
    </message>
    <message>
        <source>Legal representative</source>
        <translation>法定代表人</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>Search instead</source>
        <translation>改为查找</translation>
    </message>
</context>
<context>
    <name>Overview</name>
    <message>
        <source>Check a file</source>
        <translation>验证文件</translation>
    </message>
    <message>
        <source>New contract</source>
        <translation>新建合同</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Choose a contract to see how it stands and what comes next.</source>
        <translation>选择一份合同，查看进展和下一步。</translation>
    </message>
    <message>
        <source>No contract chosen</source>
        <translation>未选择合同</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>合同编号</translation>
    </message>
    <message>
        <source>Project</source>
        <translation>项目</translation>
    </message>
    <message>
        <source>Parties</source>
        <translation>当事人</translation>
    </message>
    <message>
        <source>Total in yuan</source>
        <translation>总额（元）</translation>
    </message>
    <message>
        <source>Stage</source>
        <translation>阶段</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>历时</translation>
    </message>
    <message>
        <source>No contract at this stage</source>
        <translation>此阶段没有合同</translation>
    </message>
    <message>
        <source>Ctrl+N drafts one; F8 at the window drafts one for the visitor there.</source>
        <translation>按 Ctrl+N 新建；在窗口按 F8 为当前来访人起草。</translation>
    </message>
    <message>
        <source>{0}, time stamp owed</source>
        <translation>{0}，欠时间戳</translation>
    </message>
</context>
<context>
    <name>OwnSection</name>
    <message>
        <source>The program makes the hall&apos;s own keys and renews them by itself. Here they are made anew at once: to go back from a bought certificate or a token, or where the passphrase was lost. What was sealed before stays true; checkers need a new key card.</source>
        <translation>大厅自有密钥由程序生成并自动续期。这里可以马上重新生成：不再用外购证书或密钥盘时，或者口令丢失时。以前盖的仍然有效；验证方需要新的公钥卡。</translation>
    </message>
    <message>
        <source>Make the hall&apos;s own keys anew</source>
        <translation>重新生成大厅自有密钥</translation>
    </message>
    <message>
        <source>Yes, make them anew</source>
        <translation>确定重新生成</translation>
    </message>
    <message>
        <source>This terminal seals with new keys at once. Hand out the new key card afterwards.</source>
        <translation>本机马上改用新密钥盖章。之后请发放新的公钥卡。</translation>
    </message>
    <message>
        <source>The bought certificate is taken out of the store. Keep its file: it is needed to take it again.</source>
        <translation>外购证书会从本机移除。请留好它的文件，以后要用还得从文件装入。</translation>
    </message>
    <message>
        <source>The token is not used any more. Its certificate stays on it.</source>
        <translation>不再使用密钥盘，证书仍在密钥盘上。</translation>
    </message>
    <message>
        <source>The hall&apos;s own keys were made anew and seal from now on</source>
        <translation>已重新生成大厅自有密钥并开始使用</translation>
    </message>
</context>
<context>
    <name>PadView</name>
    <message>
        <source>I sign {number}, {title}, for {party}.</source>
        <translation>本人代表{party}签署 {number}《{title}》。</translation>
    </message>
    <message>
        <source>Sign here with pen, finger or mouse</source>
        <translation>请用笔、手指或鼠标在此签名</translation>
    </message>
    <message>
        <source>Sign again</source>
        <translation>重新签名</translation>
    </message>
    <message>
        <source>It is the usual one</source>
        <translation>平时就这样签</translation>
    </message>
    <message>
        <source>Undo stroke</source>
        <translation>撤一笔</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>重写</translation>
    </message>
    <message>
        <source>Read again</source>
        <translation>再看文本</translation>
    </message>
    <message>
        <source>Confirm</source>
        <translation>确认</translation>
    </message>
    <message>
        <source>This hardly looks like a signature.</source>
        <translation>这不太像签名。</translation>
    </message>
</context>
<context>
    <name>Pages</name>
    <message>
        <source>Reception</source>
        <translation>接待</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>窗口</translation>
    </message>
    <message>
        <source>Rooms</source>
        <translation>洽谈</translation>
    </message>
    <message>
        <source>Contracts</source>
        <translation>合同</translation>
    </message>
    <message>
        <source>Ratings</source>
        <translation>评价</translation>
    </message>
    <message>
        <source>Day end</source>
        <translation>日结</translation>
    </message>
    <message>
        <source>Printing</source>
        <translation>打印</translation>
    </message>
    <message>
        <source>Centre</source>
        <translation>中心</translation>
    </message>
    <message>
        <source>Rules</source>
        <translation>规则</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Appointments</source>
        <translation>预约</translation>
    </message>
    <message>
        <source>Registration</source>
        <translation>认定登记</translation>
    </message>
    <message>
        <source>Floor plan</source>
        <translation>平面图</translation>
    </message>
    <message>
        <source>Meeting</source>
        <translation>会议</translation>
    </message>
    <message>
        <source>Use of rooms</source>
        <translation>使用统计</translation>
    </message>
    <message>
        <source>Calendar files</source>
        <translation>日历文件</translation>
    </message>
    <message>
        <source>Arranging rooms</source>
        <translation>房间设置</translation>
    </message>
    <message>
        <source>Seal</source>
        <translation>印章</translation>
    </message>
    <message>
        <source>New visitor</source>
        <translation>新来访</translation>
    </message>
    <message>
        <source>Ctrl+K  Name, initials, phone, document, ticket, contract</source>
        <translation>Ctrl+K  姓名、首字母、电话、证件、号票、合同</translation>
    </message>
    <message>
        <source>Call display</source>
        <translation>叫号屏</translation>
    </message>
</context>
<context>
    <name>PaperPanel</name>
    <message>
        <source>{0} signs on paper</source>
        <translation>{0}：纸质签字</translation>
    </message>
    <message>
        <source>The scanned pages, in their order</source>
        <translation>按页序选择扫描件</translation>
    </message>
    <message>
        <source>Scans (*.pdf *.png *.jpg *.jpeg *.tif *.tiff)</source>
        <translation>扫描件 (*.pdf *.png *.jpg *.jpeg *.tif *.tiff)</translation>
    </message>
    <message>
        <source>The pages are being compared …</source>
        <translation>正在逐页比对…</translation>
    </message>
    <message>
        <source>Print the text</source>
        <translation>打印文本</translation>
    </message>
    <message>
        <source>Choose the scan</source>
        <translation>选择扫描件</translation>
    </message>
    <message>
        <source>A fingerprint stands beside the signature</source>
        <translation>签字旁已按指印</translation>
    </message>
    <message>
        <source>The seal of the party stands on the paper</source>
        <translation>纸质文本已加盖该方印章</translation>
    </message>
    <message>
        <source>Why it is kept</source>
        <translation>保留理由</translation>
    </message>
    <message>
        <source>After looking at the pages named above.</source>
        <translation>请先人工核对上列页面。</translation>
    </message>
    <message>
        <source>Back to the screen</source>
        <translation>返回屏幕签字</translation>
    </message>
    <message>
        <source>Keep as signed</source>
        <translation>确认已签</translation>
    </message>
    <message>
        <source>1  Print the text. It is signed, sealed and initialled by hand.</source>
        <translation>1  打印文本，由签署人手写签字、盖章并逐页签名。</translation>
    </message>
    <message>
        <source>2  Scan all pages in their order, at 200 dpi or more: one PDF, or pictures.</source>
        <translation>2  按页序扫描全部页面，分辨率不低于 200 dpi，可为一个 PDF 或多张图片。</translation>
    </message>
    <message>
        <source>3  Every page is compared with the approved text.</source>
        <translation>3  系统逐页与审定文本比对。</translation>
    </message>
    <message>
        <source>The text goes to the printer.</source>
        <translation>文本已送打印机。</translation>
    </message>
    <message>
        <source>Ink lies over the text here, compare it by eye:</source>
        <translation>以下文字被笔迹或印章遮住，请目视核对：</translation>
    </message>
    <message>
        <source>Not every page is the approved text.</source>
        <translation>部分页面与审定文本不一致。</translation>
    </message>
    <message>
        <source>Pages compared: {0}. A picture proves no text: read names and figures once more.</source>
        <translation>已比对{0}页。图像不能证明文字一致，请再读一遍名称和数字。</translation>
    </message>
    <message>
        <source>No difference from the approved text was seen.</source>
        <translation>未发现与审定文本不同之处。</translation>
    </message>
</context>
<context>
    <name>Papers</name>
    <message>
        <source>Attendance sheet</source>
        <translation>签到表</translation>
    </message>
    <message>
        <source>Day sheet of the room</source>
        <translation>打印本室安排</translation>
    </message>
    <message>
        <source>Day sheet of the hall</source>
        <translation>打印全厅安排</translation>
    </message>
    <message>
        <source>Point at a meeting first: its attendance sheet is printed.</source>
        <translation>请先选中一场会议，再打印签到表。</translation>
    </message>
</context>
<context>
    <name>PapersPane</name>
    <message>
        <source>Papers that are asked for</source>
        <translation>应交材料</translation>
    </message>
</context>
<context>
    <name>PartCard</name>
    <message>
        <source>Take this out</source>
        <translation>移除</translation>
    </message>
</context>
<context>
    <name>PartyBox</name>
    <message>
        <source>Credit code</source>
        <translation>统一社会信用代码</translation>
    </message>
    <message>
        <source>Country (3 digits)</source>
        <translation>国别代码（3 位）</translation>
    </message>
    <message>
        <source>Division (6 digits)</source>
        <translation>行政区划代码（6 位）</translation>
    </message>
    <message>
        <source>Nature</source>
        <translation>性质</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>企业规模</translation>
    </message>
    <message>
        <source>Legal representative</source>
        <translation>法定代表人</translation>
    </message>
    <message>
        <source>Contact</source>
        <translation>联系人</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>电话</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>Postcode</source>
        <translation>邮政编码</translation>
    </message>
    <message>
        <source>Technology transfer body</source>
        <translation>技术转移机构</translation>
    </message>
    <message>
        <source>Research body</source>
        <translation>研发机构</translation>
    </message>
    <message>
        <source>Converted institute</source>
        <translation>转制科研院所</translation>
    </message>
    <message>
        <source>In a national high-tech zone</source>
        <translation>国家高新区内企业</translation>
    </message>
    <message>
        <source>Listed company</source>
        <translation>上市公司</translation>
    </message>
    <message>
        <source>Not chosen</source>
        <translation>未选</translation>
    </message>
    <message>
        <source>Large</source>
        <translation>大型</translation>
    </message>
    <message>
        <source>Medium</source>
        <translation>中型</translation>
    </message>
    <message>
        <source>Small</source>
        <translation>小型</translation>
    </message>
    <message>
        <source>Micro</source>
        <translation>微型</translation>
    </message>
</context>
<context>
    <name>PartyCard</name>
    <message>
        <source>Take this party out</source>
        <translation>删除这一方</translation>
    </message>
    <message>
        <source>Name as in the licence</source>
        <translation>名称（与证照一致）</translation>
    </message>
    <message>
        <source>Side</source>
        <translation>身份</translation>
    </message>
    <message>
        <source>Known here</source>
        <translation>已登记的名称</translation>
    </message>
    <message>
        <source>Unified social credit code</source>
        <translation>统一社会信用代码</translation>
    </message>
    <message>
        <source>Legal representative</source>
        <translation>法定代表人</translation>
    </message>
    <message>
        <source>Contact</source>
        <translation>联系人</translation>
    </message>
    <message>
        <source>Telephone</source>
        <translation>电话</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>Postcode</source>
        <translation>邮政编码</translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation>电子邮箱</translation>
    </message>
    <message>
        <source>Account holder</source>
        <translation>户名</translation>
    </message>
    <message>
        <source>Account number</source>
        <translation>账号</translation>
    </message>
    <message>
        <source>Bank and branch</source>
        <translation>开户银行</translation>
    </message>
    <message>
        <source>Agent {0}</source>
        <translation>代理人 {0}</translation>
    </message>
    <message>
        <source>Add an agent</source>
        <translation>添加代理人</translation>
    </message>
    <message>
        <source>Bank account</source>
        <translation>收款账户</translation>
    </message>
    <message>
        <source>Not said</source>
        <translation>未填</translation>
    </message>
    <message>
        <source>Nature of the party</source>
        <translation>当事人性质</translation>
    </message>
    <message>
        <source>Country code</source>
        <translation>国别代码</translation>
    </message>
    <message>
        <source>Division code</source>
        <translation>行政区划代码</translation>
    </message>
    <message>
        <source>{0} digits are expected.</source>
        <translation>应为 {0} 位数字。</translation>
    </message>
</context>
<context>
    <name>PartySection</name>
    <message>
        <source>Add: {0}</source>
        <translation>增加{0}</translation>
    </message>
</context>
<context>
    <name>PdfPreview</name>
    <message>
        <source>Page before</source>
        <translation>上一页</translation>
    </message>
    <message>
        <source>Next page</source>
        <translation>下一页</translation>
    </message>
    <message>
        <source>Smaller</source>
        <translation>缩小</translation>
    </message>
    <message>
        <source>Larger</source>
        <translation>放大</translation>
    </message>
    <message>
        <source>Fit the width</source>
        <translation>适合宽度</translation>
    </message>
    <message>
        <source>Page {0} of {1}</source>
        <translation>第 {0} 页，共 {1} 页</translation>
    </message>
</context>
<context>
    <name>PeopleSection</name>
    <message>
        <source>One more person</source>
        <translation>添加一人</translation>
    </message>
</context>
<context>
    <name>PersonCard</name>
    <message>
        <source>Side</source>
        <translation>身份</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>姓名</translation>
    </message>
    <message>
        <source>Organisation</source>
        <translation>单位</translation>
    </message>
    <message>
        <source>Meeting link</source>
        <translation>会议链接</translation>
    </message>
    <message>
        <source>only if from elsewhere</source>
        <translation>仅远程参会填写</translation>
    </message>
    <message>
        <source>Leave out</source>
        <translation>去掉</translation>
    </message>
</context>
<context>
    <name>PersonPanel</name>
    <message>
        <source>Record of the visitor</source>
        <translation>来访人档案</translation>
    </message>
    <message>
        <source>Show number</source>
        <translation>查看证件号</translation>
    </message>
    <message>
        <source>Show phone</source>
        <translation>查看电话</translation>
    </message>
    <message>
        <source>Print record</source>
        <translation>打印本人记录</translation>
    </message>
    <message>
        <source>Print notice</source>
        <translation>打印告知书</translation>
    </message>
    <message>
        <source>The same person once more: name or phone</source>
        <translation>同一人的另一条记录：姓名或电话</translation>
    </message>
    <message>
        <source>Correct the number</source>
        <translation>更正证件号码</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Reason, kept in the access log</source>
        <translation>查看事由（记入查看日志）</translation>
    </message>
    <message>
        <source>Document</source>
        <translation>证件类型</translation>
    </message>
    <message>
        <source>Right number</source>
        <translation>正确号码</translation>
    </message>
</context>
<context>
    <name>PickBox</name>
    <message>
        <source>Leave it</source>
        <translation>不办</translation>
    </message>
    <message>
        <source>Do it</source>
        <translation>确认</translation>
    </message>
    <message>
        <source>Digit, or type to narrow the list</source>
        <translation>按数字，或输入筛选</translation>
    </message>
</context>
<context>
    <name>PictureEdit</name>
    <message>
        <source>Choose a picture</source>
        <translation>选择图片</translation>
    </message>
    <message>
        <source>Take it away</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>No picture yet. A JPEG or PNG file helps guests and colleagues to know the room.</source>
        <translation>尚无图片。选一张 JPEG 或 PNG 图片，便于来访人和同事认房间。</translation>
    </message>
    <message>
        <source>The picture is at the terminal where it was chosen.</source>
        <translation>图片存于当初选择它的终端。</translation>
    </message>
    <message>
        <source>Pictures (*.jpg *.jpeg *.png)</source>
        <translation>图片 (*.jpg *.jpeg *.png)</translation>
    </message>
    <message>
        <source>Which picture?</source>
        <translation>选哪张图片？</translation>
    </message>
</context>
<context>
    <name>PlanEdit</name>
    <message>
        <source>Place on the floor plan</source>
        <translation>平面图位置</translation>
    </message>
    <message>
        <source>Arrows move the room, Shift and arrows change its size.</source>
        <translation>方向键移动房间，Shift 加方向键调整大小。</translation>
    </message>
</context>
<context>
    <name>PlanPage</name>
    <message>
        <source>Floor plan</source>
        <translation>平面图</translation>
    </message>
    <message>
        <source>Day sheet of the room</source>
        <translation>打印本室安排</translation>
    </message>
    <message>
        <source>Day sheet of the hall</source>
        <translation>打印全厅安排</translation>
    </message>
    <message>
        <source>Rooms are named when the hall is set up.</source>
        <translation>建立大厅时登记房间。</translation>
    </message>
    <message>
        <source>There are no rooms yet</source>
        <translation>还没有房间</translation>
    </message>
    <message>
        <source>as of {0}</source>
        <translation>截至 {0}</translation>
    </message>
    <message>
        <source>{0} seats</source>
        <translation>{0} 座</translation>
    </message>
    <message>
        <source>Enter: the room&apos;s day</source>
        <translation>回车查看当日安排</translation>
    </message>
    <message>
        <source>The day sheet is on its way to the printer</source>
        <translation>已送打印</translation>
    </message>
</context>
<context>
    <name>PriceSection</name>
    <message>
        <source>Total amount in yuan</source>
        <translation>合同成交总额（元）</translation>
    </message>
    <message>
        <source>Of it technical amount</source>
        <translation>其中技术交易额（元）</translation>
    </message>
    <message>
        <source>Paid</source>
        <translation>支付方式</translation>
    </message>
    <message>
        <source>Add an instalment</source>
        <translation>增加一期</translation>
    </message>
    <message>
        <source>Instalment {0}</source>
        <translation>第 {0} 期</translation>
    </message>
    <message>
        <source>Adds up to {0}</source>
        <translation>合计 {0}，与总额相符</translation>
    </message>
    <message>
        <source>{0} of the total are still open</source>
        <translation>距总额还差 {0}</translation>
    </message>
    <message>
        <source>{0} more than the total</source>
        <translation>超出总额 {0}</translation>
    </message>
</context>
<context>
    <name>PrintJobs</name>
    <message>
        <source>Printing broke off in the program.</source>
        <translation>打印在程序中中断。</translation>
    </message>
</context>
<context>
    <name>PrintPane</name>
    <message>
        <source>Paper</source>
        <translation>文书</translation>
    </message>
    <message>
        <source>Print</source>
        <translation>打印</translation>
    </message>
</context>
<context>
    <name>PrintersPane</name>
    <message>
        <source>Ticket printer</source>
        <translation>号票打印机</translation>
    </message>
    <message>
        <source>Page printer</source>
        <translation>文件打印机</translation>
    </message>
    <message>
        <source>Card reader</source>
        <translation>身份证阅读器</translation>
    </message>
    <message>
        <source>Print a test slip</source>
        <translation>打印测试号票</translation>
    </message>
    <message>
        <source>Print a test page</source>
        <translation>打印测试页</translation>
    </message>
    <message>
        <source>Lay the sample card down</source>
        <translation>放上样例证件</translation>
    </message>
    <message>
        <source>Into a folder, as files</source>
        <translation>存为文件</translation>
    </message>
    <message>
        <source>It tells how it is when something is printed.</source>
        <translation>打印时才能知道其状态。</translation>
    </message>
    <message>
        <source>This terminal has no ticket printer (Settings).</source>
        <translation>本终端没有号票打印机（见“设置”）。</translation>
    </message>
    <message>
        <source>Ready; the paper is nearly used up.</source>
        <translation>就绪；纸快用完了。</translation>
    </message>
    <message>
        <source>It can be reached, but does not say how it is.</source>
        <translation>已连接，但不报告状态。</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>就绪</translation>
    </message>
    <message>
        <source>This terminal has no card reader (Settings).</source>
        <translation>本终端没有身份证阅读器（见“设置”）。</translation>
    </message>
    <message>
        <source>Ready for a card</source>
        <translation>可以刷证</translation>
    </message>
    <message>
        <source>It is tried again by itself; documents can be typed meanwhile.</source>
        <translation>会自动重试；其间可手工录入证件。</translation>
    </message>
    <message>
        <source>A card was read at {0}.</source>
        <translation>{0} 读到一张证件。</translation>
    </message>
</context>
<context>
    <name>Question</name>
    <message>
        <source>Close the day like this?</source>
        <translation>确认这样日结？</translation>
    </message>
    <message>
        <source>Every window ends its duty. Ctrl+Z takes it back.</source>
        <translation>各窗口随之下岗；按 Ctrl+Z 可撤回。</translation>
    </message>
    <message>
        <source>Not yet</source>
        <translation>先不</translation>
    </message>
    <message>
        <source>Close the day</source>
        <translation>日结</translation>
    </message>
    <message>
        <source>Who is here today stays. Ctrl+Z takes it back.</source>
        <translation>今天在场的人员不受影响。按 Ctrl+Z 可撤销。</translation>
    </message>
    <message>
        <source>Nobody is left. Nobody is carried over or closed.</source>
        <translation>没有剩余号票，无需留到次日或作废。</translation>
    </message>
    <message>
        <source>Carried over: {0}.  {1}</source>
        <translation>留到次日 {0} 人：{1}</translation>
    </message>
    <message>
        <source>Closed: {0}.  {1}</source>
        <translation>作废 {0} 人：{1}</translation>
    </message>
    <message>
        <source>Reason: {0}</source>
        <translation>原因：{0}</translation>
    </message>
    <message>
        <source>End the meeting now?</source>
        <translation>现在结束会议吗？</translation>
    </message>
    <message>
        <source>The room is free for others then.</source>
        <translation>结束后房间将开放给他人使用。</translation>
    </message>
    <message>
        <source>No, go on</source>
        <translation>不，继续</translation>
    </message>
    <message>
        <source>Yes, end it</source>
        <translation>是，结束</translation>
    </message>
    <message>
        <source>Reason, for those who read it later</source>
        <translation>原因，供以后查看</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Leave it as it is</source>
        <translation>不改了</translation>
    </message>
</context>
<context>
    <name>RatingPanel</name>
    <message>
        <source>Do not rate</source>
        <translation>不评价</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>提交</translation>
    </message>
    <message>
        <source>Thank you. Your word is kept.</source>
        <translation>感谢您的评价</translation>
    </message>
    <message>
        <source>Was your trouble settled to your satisfaction?</source>
        <translation>您反映的问题解决得满意吗？</translation>
    </message>
    <message>
        <source>How satisfied are you with this service?</source>
        <translation>您对本次服务满意吗？</translation>
    </message>
    <message>
        <source>Window {0}</source>
        <translation>{0} 号窗口</translation>
    </message>
    <message>
        <source>What was it? Tick any, or none.</source>
        <translation>请选择原因（可多选，可不选）</translation>
    </message>
    <message>
        <source>Closes in {0} s</source>
        <translation>{0} 秒后关闭</translation>
    </message>
</context>
<context>
    <name>RatingScreen</name>
    <message>
        <source>Rating</source>
        <translation>服务评价</translation>
    </message>
    <message>
        <source>Welcome</source>
        <translation>欢迎光临</translation>
    </message>
    <message>
        <source>After your visit you may rate the service here.</source>
        <translation>办理结束后，您可以在此评价服务。</translation>
    </message>
</context>
<context>
    <name>Ratings</name>
    <message>
        <source>Nothing due</source>
        <translation>无期限</translation>
    </message>
    <message>
        <source>late by {0}</source>
        <translation>已超期 {0} 个工作日</translation>
    </message>
    <message>
        <source>today</source>
        <translation>今日到期</translation>
    </message>
    <message>
        <source>{0} left</source>
        <translation>剩 {0} 个工作日</translation>
    </message>
    <message>
        <source>, holidays not known</source>
        <translation>，节假日未公布</translation>
    </message>
    <message>
        <source>{0} rated, {1} not rated, {2} do not count</source>
        <translation>已评价 {0} 件，未评价 {1} 件，不计 {2} 件</translation>
    </message>
</context>
<context>
    <name>RatingsPage</name>
    <message>
        <source>Due</source>
        <translation>期限</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Rating</source>
        <translation>评价</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>号码</translation>
    </message>
    <message>
        <source>Matter</source>
        <translation>事项</translation>
    </message>
    <message>
        <source>No bad rating is open</source>
        <translation>没有待处理的差评</translation>
    </message>
    <message>
        <source>The two lowest levels appear here with their deadlines.</source>
        <translation>不满意和非常不满意的评价会列在这里，并显示期限。</translation>
    </message>
    <message>
        <source>Settled ones, too</source>
        <translation>含已办结</translation>
    </message>
    <message>
        <source>Take in a holiday list</source>
        <translation>导入节假日</translation>
    </message>
    <message>
        <source>From</source>
        <translation>自</translation>
    </message>
    <message>
        <source>Until</source>
        <translation>至</translation>
    </message>
    <message>
        <source>Print satisfaction</source>
        <translation>打印满意度</translation>
    </message>
    <message>
        <source>Ratings</source>
        <translation>评价</translation>
    </message>
    <message>
        <source>Holiday list</source>
        <translation>节假日表</translation>
    </message>
    <message>
        <source>Satisfaction of a period</source>
        <translation>时段满意率</translation>
    </message>
    <message>
        <source>{0} open, {1} due or late</source>
        <translation>待处理 {0} 件，到期或超期 {1} 件</translation>
    </message>
    <message>
        <source>{0} in all</source>
        <translation>共 {0} 件</translation>
    </message>
    <message>
        <source>Done. It stands in the history.</source>
        <translation>已登记。</translation>
    </message>
    <message>
        <source>The satisfaction of {0} to {1} is on its way to the printer</source>
        <translation>{0} 至 {1} 的满意度统计表已送打印</translation>
    </message>
    <message>
        <source>Lists (*.csv *.toml *.txt)</source>
        <translation>列表文件 (*.csv *.toml *.txt)</translation>
    </message>
    <message>
        <source>Days taken into the calendar: {0}. Deadlines follow them.</source>
        <translation>已导入 {0} 天，期限随之更新。</translation>
    </message>
</context>
<context>
    <name>ReadingView</name>
    <message>
        <source>Back</source>
        <translation>上一页</translation>
    </message>
    <message>
        <source>Read on</source>
        <translation>下一页</translation>
    </message>
    <message>
        <source>I have read it: sign</source>
        <translation>已读，签名</translation>
    </message>
    <message>
        <source>Page {0} of {1}</source>
        <translation>第 {0} 页，共 {1} 页</translation>
    </message>
    <message>
        <source>Every page was seen. Go back, or sign.</source>
        <translation>全文已看完。可以回看，也可以签名。</translation>
    </message>
    <message>
        <source>Please read every page; then you can sign.</source>
        <translation>请逐页阅读，看完即可签名。</translation>
    </message>
</context>
<context>
    <name>ReasonBox</name>
    <message>
        <source>Leave it</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>Reasons</name>
    <message>
        <source>Handed on to this window, waits {waited} min</source>
        <translation>转到本窗口，已等 {waited} 分</translation>
    </message>
    <message>
        <source>Left over from {day}</source>
        <translation>{day} 留下的号</translation>
    </message>
    <message>
        <source>Waits {waited} min, the limit is {limit}</source>
        <translation>等候 {waited} 分，上限 {limit} 分</translation>
    </message>
    <message>
        <source>Appointment at {due} is due</source>
        <translation>预约 {due} 已到</translation>
    </message>
    <message>
        <source>Priority&apos;s turn (1 : {ratio}), waits {waited} min</source>
        <translation>优先 1 : {ratio} 轮到，已等 {waited} 分</translation>
    </message>
    <message>
        <source>Ordinary turn (1 : {ratio}), waits {waited} min</source>
        <translation>1 : {ratio} 轮到普通号，已等 {waited} 分</translation>
    </message>
    <message>
        <source>Your own field, waits {waited} min, limit {limit}</source>
        <translation>您的专办业务，已等 {waited} 分，上限 {limit} 分</translation>
    </message>
    <message>
        <source>Waits longest: {waited} min, limit {limit}</source>
        <translation>等候最久：{waited} 分，上限 {limit} 分</translation>
    </message>
    <message>
        <source>due {0}</source>
        <translation>约 {0}</translation>
    </message>
    <message>
        <source>{0} min</source>
        <translation>{0} 分</translation>
    </message>
    <message>
        <source>{0} did not come when called at {1}</source>
        <translation>{0}：{1} 叫号未到</translation>
    </message>
    <message>
        <source>{0}: {1}</source>
        <translation>{0}：{1}</translation>
    </message>
    <message>
        <source>away</source>
        <translation>不持件</translation>
    </message>
    <message>
        <source>held</source>
        <translation>持件</translation>
    </message>
    <message>
        <source>here</source>
        <translation>等待</translation>
    </message>
</context>
<context>
    <name>ReceptionPage</name>
    <message>
        <source>Reception</source>
        <translation>接待</translation>
    </message>
    <message>
        <source>New visitor</source>
        <translation>新来访</translation>
    </message>
    <message>
        <source>Register</source>
        <translation>登记</translation>
    </message>
    <message>
        <source>Known already</source>
        <translation>已登记</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>档案</translation>
    </message>
    <message>
        <source>Appointments</source>
        <translation>预约</translation>
    </message>
    <message>
        <source>Save / take the number</source>
        <translation>保存 / 取号</translation>
    </message>
    <message>
        <source>Print the slip again</source>
        <translation>补打号票</translation>
    </message>
    <message>
        <source>Print notice</source>
        <translation>打印告知书</translation>
    </message>
    <message>
        <source>Finish one of the registrations first</source>
        <translation>请先完成一份登记</translation>
    </message>
    <message>
        <source>Choose a visitor first</source>
        <translation>请先选择来访人</translation>
    </message>
    <message>
        <source>{0} was known already and is up to date now</source>
        <translation>{0} 已有登记，信息已更新</translation>
    </message>
    <message>
        <source>{0} is registered</source>
        <translation>{0} 已登记</translation>
    </message>
    <message>
        <source>{0} is given; the slip is on its way</source>
        <translation>{0} 已取号，号票正在打印</translation>
    </message>
</context>
<context>
    <name>RecordDesk</name>
    <message>
        <source>The record is on its way to the printer</source>
        <translation>本人记录已送打印</translation>
    </message>
    <message>
        <source>The notice is on its way to the printer</source>
        <translation>告知书已送打印</translation>
    </message>
    <message>
        <source>Both records of {0} are one now</source>
        <translation>{0} 的两条记录已合并</translation>
    </message>
    <message>
        <source>The number of {0} is corrected</source>
        <translation>{0} 的证件号码已更正</translation>
    </message>
</context>
<context>
    <name>RegisterPanel</name>
    <message>
        <source>Register a visitor</source>
        <translation>登记来访人</translation>
    </message>
    <message>
        <source>May be known already   F9</source>
        <translation>可能已登记   F9</translation>
    </message>
    <message>
        <source>Register</source>
        <translation>登记</translation>
    </message>
    <message>
        <source>Print notice</source>
        <translation>打印告知书</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Compare every character of the name with the card.</source>
        <translation>请将姓名逐字与证件核对。</translation>
    </message>
    <message>
        <source>The number is right.</source>
        <translation>号码无误。</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>姓名</translation>
    </message>
    <message>
        <source>Document</source>
        <translation>证件类型</translation>
    </message>
    <message>
        <source>Document number</source>
        <translation>证件号码</translation>
    </message>
    <message>
        <source>Telephone</source>
        <translation>电话</translation>
    </message>
</context>
<context>
    <name>Registration</name>
    <message>
        <source>{0}  ({1} left)</source>
        <translation>{0}（剩 {1} 天）</translation>
    </message>
    <message>
        <source>{0}  (today)</source>
        <translation>{0}（今日）</translation>
    </message>
    <message>
        <source>{0}  (late by {1})</source>
        <translation>{0}（逾期 {1} 天）</translation>
    </message>
    <message>
        <source>{0}  (holidays not known yet)</source>
        <translation>{0}（节假日未公布）</translation>
    </message>
    <message>
        <source>No second level</source>
        <translation>无二级</translation>
    </message>
    <message>
        <source>Not chosen</source>
        <translation>未选</translation>
    </message>
</context>
<context>
    <name>RegistrationPage</name>
    <message>
        <source>Registration</source>
        <translation>认定登记</translation>
    </message>
    <message>
        <source>Next tab</source>
        <translation>下一页</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Next step</source>
        <translation>下一步</translation>
    </message>
    <message>
        <source>List for the national system</source>
        <translation>导出全国系统清单</translation>
    </message>
    <message>
        <source>Take numbers in</source>
        <translation>导入登记编号</translation>
    </message>
    <message>
        <source>Next group</source>
        <translation>下一组</translation>
    </message>
    <message>
        <source>Figures and lists</source>
        <translation>统计与清单</translation>
    </message>
    <message>
        <source>Back to the list</source>
        <translation>返回列表</translation>
    </message>
    <message>
        <source>Under way</source>
        <translation>办理中</translation>
    </message>
    <message>
        <source>To be completed</source>
        <translation>待补正</translation>
    </message>
    <message>
        <source>Registered</source>
        <translation>已登记</translation>
    </message>
    <message>
        <source>Over</source>
        <translation>已办结</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Due</source>
        <translation>到期</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Acceptance</source>
        <translation>受理号</translation>
    </message>
    <message>
        <source>Project</source>
        <translation>项目</translation>
    </message>
    <message>
        <source>Applicant</source>
        <translation>申请人</translation>
    </message>
    <message>
        <source>Technical amount</source>
        <translation>技术交易额</translation>
    </message>
    <message>
        <source>No case in this group</source>
        <translation>此组没有登记件</translation>
    </message>
    <message>
        <source>A signed contract is handed in from its own page: F8, choose it, Ctrl+R.</source>
        <translation>已签合同在合同页提交登记：F8，选中后按 Ctrl+R。</translation>
    </message>
    <message>
        <source>{0} cases, {1} due or late</source>
        <translation>{0} 件，{1} 件将到期或者逾期</translation>
    </message>
</context>
<context>
    <name>RemovalLine</name>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>even though something is booked</source>
        <translation>已有预订也照办</translation>
    </message>
    <message>
        <source>Yes, do it</source>
        <translation>确定</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
</context>
<context>
    <name>ReportPanel</name>
    <message>
        <source>Print</source>
        <translation>打印</translation>
    </message>
    <message>
        <source>No numbers today</source>
        <translation>今日无号</translation>
    </message>
    <message>
        <source>They are counted here line by line.</source>
        <translation>按队伍统计在此。</translation>
    </message>
    <message>
        <source>{0}, as of {1}</source>
        <translation>{0} 日报，截至 {1}</translation>
    </message>
    <message>
        <source>works without a centre</source>
        <translation>独立运行，无中心</translation>
    </message>
    <message>
        <source>Everything is accounted for</source>
        <translation>账目相符</translation>
    </message>
    <message>
        <source>Report of the day</source>
        <translation>当日日结单</translation>
    </message>
    <message>
        <source>Differences: {0}</source>
        <translation>有 {0} 项不符</translation>
    </message>
    <message>
        <source>{0} sent, {1} confirmed, {2} waiting, {3} refused</source>
        <translation>产生 {0}，已确认 {1}，待确认 {2}，被退回 {3}</translation>
    </message>
    <message>
        <source>{0} not spoken yet</source>
        <translation>未播报 {0}</translation>
    </message>
    <message>
        <source>{0} perhaps printed</source>
        <translation>不确定是否打出 {0}</translation>
    </message>
    <message>
        <source>{0} calls another window won</source>
        <translation>他窗抢先 {0}</translation>
    </message>
    <message>
        <source>{0}, {1}</source>
        <translation>{0}，{1}</translation>
    </message>
    <message>
        <source>Line</source>
        <translation>队伍</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>往日留</translation>
    </message>
    <message>
        <source>Taken</source>
        <translation>取号</translation>
    </message>
    <message>
        <source>Served</source>
        <translation>办结</translation>
    </message>
    <message>
        <source>Missed</source>
        <translation>过号</translation>
    </message>
    <message>
        <source>Void</source>
        <translation>作废</translation>
    </message>
    <message>
        <source>Carried</source>
        <translation>留次日</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>未结</translation>
    </message>
    <message>
        <source>{0} made, {1} spoken, {2} shown only, {3} taken back</source>
        <translation>叫号 {0}，播报 {1}，仅显示 {2}，撤回 {3}</translation>
    </message>
    <message>
        <source>{0} numbers, {1} printed, {2} waiting</source>
        <translation>取号 {0}，已打印 {1}，待打印 {2}</translation>
    </message>
    <message>
        <source>{0} opened, {1} finished, {2} handed on, {3} in hand</source>
        <translation>受理 {0}，办结 {1}，转办 {2}，在办 {3}</translation>
    </message>
    <message>
        <source>{0} min waited, {1} min served</source>
        <translation>等候共 {0} 分，办理共 {1} 分</translation>
    </message>
    <message>
        <source>Calls</source>
        <translation>叫号</translation>
    </message>
    <message>
        <source>Slips</source>
        <translation>号票</translation>
    </message>
    <message>
        <source>Cases</source>
        <translation>办件</translation>
    </message>
    <message>
        <source>Centre</source>
        <translation>中心</translation>
    </message>
    <message>
        <source>Times</source>
        <translation>用时</translation>
    </message>
    <message>
        <source>Sum</source>
        <translation>合计</translation>
    </message>
</context>
<context>
    <name>RequestCard</name>
    <message>
        <source>{count} people</source>
        <translation>{count} 人</translation>
    </message>
    <message>
        <source>asked {when}</source>
        <translation>申请于 {when}</translation>
    </message>
    <message>
        <source>Agree</source>
        <translation>同意</translation>
    </message>
    <message>
        <source>Decline</source>
        <translation>回绝</translation>
    </message>
</context>
<context>
    <name>RequestsPanel</name>
    <message>
        <source>Requests</source>
        <translation>待审批</translation>
    </message>
    <message>
        <source>One of {count} can be.</source>
        <translation>{count} 个申请只能同意一个。</translation>
    </message>
    <message>
        <source>Nobody else asks for this hour.</source>
        <translation>没有其他人申请这个时段。</translation>
    </message>
    <message>
        <source>When</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Room</source>
        <translation>房间</translation>
    </message>
    <message>
        <source>What about</source>
        <translation>主题</translation>
    </message>
    <message>
        <source>Nobody waits for the hall&apos;s word</source>
        <translation>没有待审批的申请</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>理由</translation>
    </message>
    <message>
        <source>Another request was asked for first</source>
        <translation>他人申请在先</translation>
    </message>
    <message>
        <source>Another use of the room goes first</source>
        <translation>房间另有优先安排</translation>
    </message>
    <message>
        <source>The room is not suited for it</source>
        <translation>房间不适合该用途</translation>
    </message>
    <message>
        <source>Another reason, then Enter</source>
        <translation>其他理由，按回车确认</translation>
    </message>
    <message>
        <source>Another reason</source>
        <translation>其他理由</translation>
    </message>
    <message>
        <source>What are the others told?</source>
        <translation>怎样答复其他申请人？</translation>
    </message>
    <message>
        <source>Why is it declined?</source>
        <translation>为什么回绝？</translation>
    </message>
</context>
<context>
    <name>ResultPanel</name>
    <message>
        <source>Next visitor: name, initials, digit for the business</source>
        <translation>下一位：姓名、拼音首字母，或办理事项的数字</translation>
    </message>
    <message>
        <source>Search for the next visitor</source>
        <translation>查找下一位来访人</translation>
    </message>
    <message>
        <source>Next visitor</source>
        <translation>下一位</translation>
    </message>
    <message>
        <source>Print again</source>
        <translation>补打</translation>
    </message>
    <message>
        <source>It came out</source>
        <translation>已打出</translation>
    </message>
    <message>
        <source>Print it</source>
        <translation>打印</translation>
    </message>
    <message>
        <source>Enquiry without a name</source>
        <translation>匿名咨询</translation>
    </message>
    <message numerus="yes">
        <source>%n waiting before this number</source>
        <translation>
            <numerusform>前面还有 %n 位</numerusform>
        </translation>
    </message>
    <message>
        <source>The slip is on its way to the printer.</source>
        <translation>号票正在送往打印机。</translation>
    </message>
    <message>
        <source>This number was taken back: it is void.</source>
        <translation>此号已撤销，号票作废。</translation>
    </message>
    <message>
        <source>The slip is printed.</source>
        <translation>号票已打印。</translation>
    </message>
    <message>
        <source>Printing was cut short. Look at the printer: did the slip come out?</source>
        <translation>打印中断。请看一眼打印机：号票打出来了吗？</translation>
    </message>
    <message>
        <source>Slip: {0}</source>
        <translation>号票：{0}</translation>
    </message>
    <message>
        <source>The number is</source>
        <translation>号码</translation>
    </message>
</context>
<context>
    <name>ResultStep</name>
    <message>
        <source>Your number</source>
        <translation>您的号码</translation>
    </message>
    <message>
        <source>Please take your slip. Your number is called on the screen and by voice.</source>
        <translation>请取走号票，留意屏幕和语音叫号。</translation>
    </message>
    <message>
        <source>Please note your number. It is called on the screen and by voice.</source>
        <translation>请记住您的号码，留意屏幕和语音叫号。</translation>
    </message>
    <message>
        <source>Nobody is ahead of you</source>
        <translation>前面无人等候</translation>
    </message>
    <message>
        <source>{0} ahead of you, about {1} to {2} minutes</source>
        <translation>前面 {0} 人，约等 {1}–{2} 分钟</translation>
    </message>
</context>
<context>
    <name>ReviewView</name>
    <message>
        <source>Reviewer&apos;s list</source>
        <translation>复核清单</translation>
    </message>
    <message>
        <source>Signing order</source>
        <translation>签署顺序</translation>
    </message>
    <message>
        <source>Days to sign (0: no end)</source>
        <translation>可签署天数（0 为不限）</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Send back</source>
        <translation>退回</translation>
    </message>
    <message>
        <source>Next page</source>
        <translation>下一页</translation>
    </message>
    <message>
        <source>Page before</source>
        <translation>上一页</translation>
    </message>
    <message>
        <source>Approve</source>
        <translation>通过</translation>
    </message>
    <message>
        <source>{0} of {1} ticked</source>
        <translation>已勾选 {0} 项，共 {1} 项</translation>
    </message>
    <message>
        <source>What has to be mended?</source>
        <translation>需要修改什么？</translation>
    </message>
</context>
<context>
    <name>RoomPrinter</name>
    <message>
        <source>The day sheet is on its way to the printer</source>
        <translation>已送打印</translation>
    </message>
    <message>
        <source>The attendance sheet is on its way to the printer</source>
        <translation>签到表已送打印</translation>
    </message>
</context>
<context>
    <name>RoomReasons</name>
    <message>
        <source>This is not possible here.</source>
        <translation>此处不能这样安排。</translation>
    </message>
    <message>
        <source>Taken {hours}: {title}</source>
        <translation>{hours} 已占用：{title}</translation>
    </message>
    <message>
        <source>Preparing or clearing {hours}: {title}</source>
        <translation>{hours} 布置或清理占用：{title}</translation>
    </message>
    <message>
        <source>{room} on the same floor is taken {hours}: {title}</source>
        <translation>同场地的{room} {hours} 已占用：{title}</translation>
    </message>
    <message>
        <source>Blocked {hours}: {title}</source>
        <translation>{hours} 停用：{title}</translation>
    </message>
    <message>
        <source>This time is over.</source>
        <translation>该时间已过。</translation>
    </message>
    <message>
        <source>This room is no longer in use.</source>
        <translation>该房间已不再使用。</translation>
    </message>
    <message>
        <source>Closed at {at}: {why}.</source>
        <translation>{at} 不开放：{why}。</translation>
    </message>
    <message>
        <source>Opens {opens}.</source>
        <translation>{opens} 开放。</translation>
    </message>
    <message>
        <source>Too small: {seats} for {people} people.</source>
        <translation>坐不下：{seats}，来 {people} 人。</translation>
    </message>
    <message>
        <source>{thing}: {wanted} wanted, the hall has {owned}.</source>
        <translation>{thing}：要 {wanted} 件，大厅只有 {owned} 件。</translation>
    </message>
    <message>
        <source>{thing}: {wanted} wanted, {free} free then.</source>
        <translation>{thing}：要 {wanted} 件，届时只剩 {free} 件。</translation>
    </message>
    <message>
        <source>This room is booked only by: {who}.</source>
        <translation>此房间只能由以下人员预订：{who}。</translation>
    </message>
    <message>
        <source>Wants {minutes} minutes&apos; notice; the first start is {earliest}.</source>
        <translation>须提前 {minutes} 分钟，最早 {earliest} 开始。</translation>
    </message>
    <message>
        <source>Can be booked {days} days ahead at most.</source>
        <translation>最多提前 {days} 天预订。</translation>
    </message>
    <message>
        <source>Starts every {minutes} minutes: {before} or {after}.</source>
        <translation>每 {minutes} 分钟一档：{before} 或 {after}。</translation>
    </message>
    <message>
        <source>Too short: at least {minutes} minutes.</source>
        <translation>时间太短：至少 {minutes} 分钟。</translation>
    </message>
    <message>
        <source>Too long: at most {minutes} minutes.</source>
        <translation>时间太长：最多 {minutes} 分钟。</translation>
    </message>
    <message>
        <source>This room is given for one day at a time.</source>
        <translation>此房间不能跨天使用。</translation>
    </message>
    <message>
        <source>The organisation may have {limit} {unit} {span} and has {used}.</source>
        <translation>该单位限额{span} {limit} {unit}，已用 {used}。</translation>
    </message>
    <message>
        <source>Quota: {used} of {limit} {unit} {span} used, {left} left with this one.</source>
        <translation>限额：{span} {limit} {unit}，已用 {used}，订下后余 {left}。</translation>
    </message>
</context>
<context>
    <name>RoomSection</name>
    <message>
        <source> min</source>
        <translation> 分钟</translation>
    </message>
    <message>
        <source>Number on the door</source>
        <translation>门牌号</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Name in English</source>
        <translation>英文名称</translation>
    </message>
    <message>
        <source>Seats</source>
        <translation>座位数</translation>
    </message>
    <message>
        <source>0: never. So long after the start a room nobody checked in to is given back.</source>
        <translation>0 为不收回。开始后超过此时间无人签到，房间自动收回。</translation>
    </message>
    <message>
        <source>Given back after</source>
        <translation>无人签到收回</translation>
    </message>
    <message>
        <source>Between two meetings the longer of the two counts.</source>
        <translation>两场之间取两者中较长的。</translation>
    </message>
    <message>
        <source>Preparing before</source>
        <translation>会前准备</translation>
    </message>
    <message>
        <source>Clearing after</source>
        <translation>会后清场</translation>
    </message>
    <message>
        <source>Numbers of rooms, like 201 202. Whoever books it has them too. Empty: not divided.</source>
        <translation>填房间号，如 201 202；预订整厅即占用这些房间。不填为不可分隔。</translation>
    </message>
    <message>
        <source>Can be divided into</source>
        <translation>可分隔为</translation>
    </message>
    <message>
        <source>Left, top, width, height in thousandths of the plan, like 40 120 200 150. Empty: placed by the program.</source>
        <translation>左、上、宽、高，按平面图的千分之几填写，如 40 120 200 150。不填由程序排布。</translation>
    </message>
    <message>
        <source>Place on the floor plan</source>
        <translation>平面图位置</translation>
    </message>
    <message>
        <source>Metres from each window, like 1:12 2:15. Nearer rooms are offered first.</source>
        <translation>到各窗口的米数，如 1:12 2:15。推荐房间时近者优先。</translation>
    </message>
    <message>
        <source>Way from the windows</source>
        <translation>距窗口路程</translation>
    </message>
    <message>
        <source>A JPEG or PNG file. ✓: as it is. Empty: none.</source>
        <translation>JPEG 或 PNG 文件。✓：不变；留空：无图片。</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>Floor plan: arrows, Shift and arrows</source>
        <translation>平面图：方向键移动，Shift 调大小</translation>
    </message>
    <message>
        <source>Another room</source>
        <translation>新增房间</translation>
    </message>
    <message>
        <source>Close this room</source>
        <translation>关闭此房间</translation>
    </message>
</context>
<context>
    <name>Rooms</name>
    <message>
        <source>taken</source>
        <translation>占用</translation>
    </message>
    <message>
        <source>{count} seats</source>
        <translation>{count} 座</translation>
    </message>
    <message>
        <source>to be confirmed</source>
        <translation>待确认</translation>
    </message>
    <message>
        <source>asked for</source>
        <translation>申请中</translation>
    </message>
    <message>
        <source>held</source>
        <translation>保留</translation>
    </message>
    <message>
        <source>Confidential</source>
        <translation>保密</translation>
    </message>
    <message>
        <source>pending</source>
        <translation>待确认</translation>
    </message>
    <message>
        <source>clearing until {end}</source>
        <translation>清场至 {end}</translation>
    </message>
    <message>
        <source>preparing from {start}</source>
        <translation>{start} 起布置</translation>
    </message>
    <message>
        <source>free</source>
        <translation>空闲</translation>
    </message>
    <message>
        <source>from {start}</source>
        <translation>{start} 起</translation>
    </message>
    <message>
        <source>no {thing}</source>
        <translation>无{thing}</translation>
    </message>
    <message>
        <source>{metres} m away</source>
        <translation>距离 {metres} 米</translation>
    </message>
    <message>
        <source>asked for, not yet agreed to: {count}</source>
        <translation>其中待同意：{count}</translation>
    </message>
</context>
<context>
    <name>RoomsPage</name>
    <message>
        <source>Rooms</source>
        <translation>洽谈</translation>
    </message>
    <message>
        <source>Best rooms</source>
        <translation>推荐房间</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>日</translation>
    </message>
    <message>
        <source>Week</source>
        <translation>周</translation>
    </message>
    <message>
        <source>Month</source>
        <translation>月</translation>
    </message>
    <message>
        <source>List</source>
        <translation>列表</translation>
    </message>
    <message>
        <source>More facts</source>
        <translation>更多内容</translation>
    </message>
    <message>
        <source>Lists</source>
        <translation>待办</translation>
    </message>
    <message>
        <source>Repeat</source>
        <translation>周期预订</translation>
    </message>
    <message>
        <source>Several rooms and days</source>
        <translation>多间多日</translation>
    </message>
    <message>
        <source>Find a gap</source>
        <translation>找空档</translation>
    </message>
    <message>
        <source>Meeting</source>
        <translation>会议</translation>
    </message>
    <message>
        <source>Point at a meeting first: who is there and what came of it.</source>
        <translation>请先指向一个预订，再看到场和结果。</translation>
    </message>
    <message>
        <source>Draft a contract</source>
        <translation>起草合同</translation>
    </message>
</context>
<context>
    <name>RoyaltySection</name>
    <message>
        <source>Entry fee in yuan</source>
        <translation>入门费（元）</translation>
    </message>
    <message>
        <source>A share</source>
        <translation>提成基数</translation>
    </message>
    <message>
        <source>Rates</source>
        <translation>提成比例变化</translation>
    </message>
    <message>
        <source>Rates by year, %</source>
        <translation>各年比例（%）</translation>
    </message>
    <message>
        <source>Years</source>
        <translation>年数</translation>
    </message>
    <message>
        <source>Inspection of the accounts</source>
        <translation>查阅账目的办法</translation>
    </message>
    <message>
        <source>How it is paid</source>
        <translation>支付办法</translation>
    </message>
    <message>
        <source>Please write rates from 0 to 100, with blanks between the years.</source>
        <translation>请填 0 至 100 的比例，各年之间用空格隔开。</translation>
    </message>
</context>
<context>
    <name>RuleSection</name>
    <message>
        <source>{0} Usual: {1}; {2} to {3}.</source>
        <translation>{0}常用值 {1}，可设 {2} 至 {3}。</translation>
    </message>
</context>
<context>
    <name>Rules</name>
    <message>
        <source> min</source>
        <translation> 分钟</translation>
    </message>
    <message>
        <source> s</source>
        <translation> 秒</translation>
    </message>
    <message>
        <source> days</source>
        <translation> 天</translation>
    </message>
    <message>
        <source> working days</source>
        <translation> 个工作日</translation>
    </message>
    <message>
        <source> years</source>
        <translation> 岁</translation>
    </message>
    <message>
        <source> times</source>
        <translation> 次</translation>
    </message>
    <message>
        <source> visitors</source>
        <translation> 人</translation>
    </message>
    <message>
        <source>Ordinary visitors for each with priority</source>
        <translation>每叫一位优先，叫普通</translation>
    </message>
    <message>
        <source>0: everybody with priority goes first.</source>
        <translation>0 表示优先的全部先办。</translation>
    </message>
    <message>
        <source>Longest wait</source>
        <translation>最长等候</translation>
    </message>
    <message>
        <source>Who has waited longer goes before the ratio.</source>
        <translation>等得更久的，不论比例先叫。</translation>
    </message>
    <message>
        <source>Appointments count as due</source>
        <translation>预约提前到点</translation>
    </message>
    <message>
        <source>So long before their time.</source>
        <translation>预约时间前这么久即可叫。</translation>
    </message>
    <message>
        <source>Not called again at once</source>
        <translation>刚叫过的不再自动叫</translation>
    </message>
    <message>
        <source>Whoever was called so recently is passed over.</source>
        <translation>这么久以内叫过的先跳过。</translation>
    </message>
    <message>
        <source>Pause between two calls</source>
        <translation>两次叫号间隔</translation>
    </message>
    <message>
        <source>F3 waits so long.</source>
        <translation>F3 须等这么久。</translation>
    </message>
    <message>
        <source>Calls of one ticket at most</source>
        <translation>同一号最多叫</translation>
    </message>
    <message>
        <source>After that it can be set aside as missed.</source>
        <translation>之后可按过号处理。</translation>
    </message>
    <message>
        <source>A missed visitor stands behind</source>
        <translation>过号回来排在几人之后</translation>
    </message>
    <message>
        <source>So many go first when the visitor is back.</source>
        <translation>回来后让这么多人先办。</translation>
    </message>
    <message>
        <source>Missed visitors may come back for</source>
        <translation>过号可回来的时间</translation>
    </message>
    <message>
        <source>Later they take a new number.</source>
        <translation>超过须重新取号。</translation>
    </message>
    <message>
        <source>A call is spoken</source>
        <translation>每次叫号播报</translation>
    </message>
    <message>
        <source>Where a voice is installed.</source>
        <translation>装有语音时。</translation>
    </message>
    <message>
        <source>A line asks for help beyond</source>
        <translation>队伍超过几人请求协助</translation>
    </message>
    <message>
        <source>Then windows that help take from it.</source>
        <translation>协助窗口随即分担。</translation>
    </message>
    <message>
        <source>Load light: amber from</source>
        <translation>负荷灯变黄</translation>
    </message>
    <message>
        <source>Not above the red one.</source>
        <translation>不高于变红的人数。</translation>
    </message>
    <message>
        <source>Load light: red from</source>
        <translation>负荷灯变红</translation>
    </message>
    <message>
        <source>Not below the amber one.</source>
        <translation>不低于变黄的人数。</translation>
    </message>
    <message>
        <source>Check-in at the earliest</source>
        <translation>最早签到</translation>
    </message>
    <message>
        <source>Before the appointment.</source>
        <translation>预约时间之前。</translation>
    </message>
    <message>
        <source>Check-in at the latest</source>
        <translation>最晚签到</translation>
    </message>
    <message>
        <source>After it; then the ordinary line.</source>
        <translation>预约时间之后；再晚按普通排队。</translation>
    </message>
    <message>
        <source>Appointments not kept</source>
        <translation>爽约</translation>
    </message>
    <message>
        <source>After so many none is given for a while; 0: never.</source>
        <translation>达到次数后暂停预约；0 表示不限。</translation>
    </message>
    <message>
        <source>Counted over</source>
        <translation>统计期间</translation>
    </message>
    <message>
        <source>Older ones are forgotten.</source>
        <translation>更早的不计。</translation>
    </message>
    <message>
        <source>Then no appointment for</source>
        <translation>暂停预约</translation>
    </message>
    <message>
        <source>Walking in is always possible.</source>
        <translation>现场取号不受影响。</translation>
    </message>
    <message>
        <source>Priority for age from</source>
        <translation>老年优先起始年龄</translation>
    </message>
    <message>
        <source>Read off the identity number.</source>
        <translation>按身份证号判断。</translation>
    </message>
    <message>
        <source>Self-service screen forgets after</source>
        <translation>自助机清屏</translation>
    </message>
    <message>
        <source>Nobody sees what the last visitor typed.</source>
        <translation>后来的人看不到上一位的输入。</translation>
    </message>
    <message>
        <source>A person&apos;s record is kept for</source>
        <translation>来访人记录保存</translation>
    </message>
    <message>
        <source>After the last visit; then it ends.</source>
        <translation>自最后一次来访起；到期注销。</translation>
    </message>
    <message>
        <source>Bad rating: contact within</source>
        <translation>差评回访期限</translation>
    </message>
    <message>
        <source>The visitor is asked what happened.</source>
        <translation>向来访人了解情况。</translation>
    </message>
    <message>
        <source>Bad rating: settled within</source>
        <translation>差评办结期限</translation>
    </message>
    <message>
        <source>And answered.</source>
        <translation>并予答复。</translation>
    </message>
    <message>
        <source>A visit can be rated for</source>
        <translation>可评价期限</translation>
    </message>
    <message>
        <source>By the code on the slip.</source>
        <translation>用号票上的二维码。</translation>
    </message>
    <message>
        <source>Ratings after a settled bad one</source>
        <translation>差评办结后可追评</translation>
    </message>
    <message>
        <source>A follow-up rating.</source>
        <translation>追评次数。</translation>
    </message>
    <message>
        <source>Calling</source>
        <translation>叫号</translation>
    </message>
    <message>
        <source>Load and help</source>
        <translation>负荷与协助</translation>
    </message>
    <message>
        <source>Appointments</source>
        <translation>预约</translation>
    </message>
    <message>
        <source>Reception</source>
        <translation>接待</translation>
    </message>
    <message>
        <source>Ratings</source>
        <translation>评价</translation>
    </message>
</context>
<context>
    <name>RulesPage</name>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Lines and numbers</source>
        <translation>队伍与号段</translation>
    </message>
    <message>
        <source>Windows</source>
        <translation>窗口</translation>
    </message>
    <message>
        <source>Skills</source>
        <translation>业务专长</translation>
    </message>
    <message>
        <source>Rules</source>
        <translation>规则</translation>
    </message>
    <message>
        <source>The same at every terminal of the hall</source>
        <translation>全厅各终端一致</translation>
    </message>
    <message>
        <source>Saved. Every terminal follows with its next contact.</source>
        <translation>已保存。各终端下次联络时生效。</translation>
    </message>
    <message>
        <source>Not saved: {0}</source>
        <translation>未保存：{0}</translation>
    </message>
</context>
<context>
    <name>RulesSection</name>
    <message>
        <source> min</source>
        <translation> 分钟</translation>
    </message>
    <message>
        <source> days</source>
        <translation> 天</translation>
    </message>
    <message>
        <source>A start exactly so long from now is allowed.</source>
        <translation>恰好提前这么久也可以。</translation>
    </message>
    <message>
        <source>Notice</source>
        <translation>至少提前</translation>
    </message>
    <message>
        <source>The whole last day may be booked.</source>
        <translation>最后一天全天可订。</translation>
    </message>
    <message>
        <source>Days ahead at most</source>
        <translation>最多提前</translation>
    </message>
    <message>
        <source>no limit</source>
        <translation>不限</translation>
    </message>
    <message>
        <source>Shortest</source>
        <translation>最短</translation>
    </message>
    <message>
        <source>Longest</source>
        <translation>最长</translation>
    </message>
    <message>
        <source>Starts every</source>
        <translation>开始时间间隔</translation>
    </message>
    <message>
        <source>May go over several days</source>
        <translation>可跨多日</translation>
    </message>
    <message>
        <source>Booked by</source>
        <translation>谁可预订</translation>
    </message>
    <message>
        <source>everybody</source>
        <translation>所有人</translation>
    </message>
    <message>
        <source>Bookings have to be approved</source>
        <translation>预订须审批</translation>
    </message>
    <message>
        <source>Needs no approval</source>
        <translation>免审批</translation>
    </message>
    <message>
        <source>nobody</source>
        <translation>无</translation>
    </message>
    <message>
        <source>0: as many as they like.</source>
        <translation>0 为不限。</translation>
    </message>
    <message>
        <source>For one organisation at most</source>
        <translation>每家单位最多</translation>
    </message>
    <message>
        <source>counted in</source>
        <translation>单位</translation>
    </message>
    <message>
        <source>bookings</source>
        <translation>次</translation>
    </message>
    <message>
        <source>minutes</source>
        <translation>分钟</translation>
    </message>
    <message>
        <source>a day</source>
        <translation>每天</translation>
    </message>
    <message>
        <source>a week</source>
        <translation>每周</translation>
    </message>
    <message>
        <source>a month</source>
        <translation>每月</translation>
    </message>
    <message>
        <source>in</source>
        <translation>周期</translation>
    </message>
    <message>
        <source>{0} and above</source>
        <translation>{0}及以上</translation>
    </message>
</context>
<context>
    <name>Seal</name>
    <message>
        <source>It seals.</source>
        <translation>可以盖章。</translation>
    </message>
    <message>
        <source>The hall&apos;s seal ends on {until}, in {days} days. It does not renew itself: a new certificate is needed before.</source>
        <translation>大厅印章的证书 {until} 到期，还有 {days} 天。它不会自动续期，请提前换新证书。</translation>
    </message>
    <message>
        <source>The hall&apos;s seal ended on {until}. Nothing can be sealed before a new certificate is taken.</source>
        <translation>大厅印章的证书已于 {until} 到期。换上新证书之前不能盖章。</translation>
    </message>
    <message>
        <source>The hall&apos;s seal is valid from {since} only. Nothing can be sealed before. Is this computer&apos;s clock right?</source>
        <translation>大厅印章的证书 {since} 才生效，之前不能盖章。本机时间对吗？</translation>
    </message>
    <message>
        <source>The hall&apos;s seal does not open: its passphrase is another. Nothing can be sealed before its keys are made anew.</source>
        <translation>大厅的印章打不开：口令不符。重新生成密钥之前不能盖章。</translation>
    </message>
    <message>
        <source>The hall&apos;s seal is not at this terminal. Nothing can be sealed before its keys are made anew.</source>
        <translation>本机没有大厅的印章。重新生成密钥之前不能盖章。</translation>
    </message>
    <message>
        <source>The key of the hall&apos;s seal was revoked. Nothing can be sealed before another takes its place.</source>
        <translation>大厅印章的密钥已吊销。换上别的之前不能盖章。</translation>
    </message>
    <message>
        <source>The token with the hall&apos;s seal was never opened here. Name it with its PIN once more.</source>
        <translation>本机还没有打开过存放印章的密钥盘。请重新填写密钥盘和 PIN。</translation>
    </message>
    <message>
        <source>Ask an administrator.</source>
        <translation>请找管理员。</translation>
    </message>
</context>
<context>
    <name>SealPage</name>
    <message>
        <source>How it stands</source>
        <translation>现状</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>密钥</translation>
    </message>
    <message>
        <source>Bought certificate</source>
        <translation>外购证书</translation>
    </message>
    <message>
        <source>Token</source>
        <translation>密钥盘</translation>
    </message>
    <message>
        <source>The hall&apos;s own</source>
        <translation>大厅自有</translation>
    </message>
    <message>
        <source>Time stamps</source>
        <translation>时间戳</translation>
    </message>
    <message>
        <source>Seal</source>
        <translation>印章</translation>
    </message>
    <message>
        <source>Key card for checkers</source>
        <translation>导出验证公钥卡</translation>
    </message>
    <message>
        <source>What this terminal seals contracts with</source>
        <translation>本机盖合同用的印章</translation>
    </message>
</context>
<context>
    <name>SealWatch</name>
    <message>
        <source>Open the page of the seal</source>
        <translation>打开“印章”页</translation>
    </message>
</context>
<context>
    <name>SealedView</name>
    <message>
        <source>Fetch the time stamp</source>
        <translation>补取时间戳</translation>
    </message>
    <message>
        <source>File or copies</source>
        <translation>文件或各份</translation>
    </message>
    <message>
        <source>Print all copies</source>
        <translation>打印全部份数</translation>
    </message>
    <message>
        <source>Sign for a copy</source>
        <translation>签收</translation>
    </message>
    <message>
        <source>Hand out</source>
        <translation>领取登记</translation>
    </message>
    <message>
        <source>Registration</source>
        <translation>认定登记</translation>
    </message>
    <message>
        <source>Where shall the copy go?</source>
        <translation>副本存到哪里？</translation>
    </message>
    <message>
        <source>PDF files (*.pdf)</source>
        <translation>PDF 文件 (*.pdf)</translation>
    </message>
    <message>
        <source>This was not possible</source>
        <translation>未能完成</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Copies</source>
        <translation>份数</translation>
    </message>
    <message>
        <source>Parties</source>
        <translation>当事人</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>金额</translation>
    </message>
    <message>
        <source>Sealed at</source>
        <translation>盖章时间</translation>
    </message>
    <message>
        <source>Digest of the file</source>
        <translation>文件摘要值</translation>
    </message>
    <message>
        <source>Copies: print, hand out</source>
        <translation>各份：打印、领取</translation>
    </message>
    <message>
        <source>Save a copy</source>
        <translation>另存副本</translation>
    </message>
    <message>
        <source>Check the seal</source>
        <translation>验证印章</translation>
    </message>
    <message>
        <source>Back to the list</source>
        <translation>返回列表</translation>
    </message>
    <message>
        <source>A copy was written: {0}</source>
        <translation>副本已保存：{0}</translation>
    </message>
    <message>
        <source>The sealed file is safe here. Choose another folder.</source>
        <translation>盖章文件安全保存在本机。请另选文件夹。</translation>
    </message>
    <message>
        <source>The copy could not be written</source>
        <translation>副本未能保存</translation>
    </message>
</context>
<context>
    <name>Section</name>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Set to</source>
        <translation>当前</translation>
    </message>
    <message>
        <source>Nothing to arrange yet</source>
        <translation>暂无可设置的内容</translation>
    </message>
</context>
<context>
    <name>SeenPlaces</name>
    <message>
        <source>page {page}, line {line}: {words}</source>
        <translation>第{page}页第{line}行：{words}</translation>
    </message>
    <message>
        <source>and {0} more places</source>
        <translation>另有{0}处</translation>
    </message>
</context>
<context>
    <name>SendingPane</name>
    <message>
        <source>What</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>Records</source>
        <translation>涉及记录</translation>
    </message>
    <message>
        <source>Made</source>
        <translation>办理时间</translation>
    </message>
    <message>
        <source>Answered</source>
        <translation>答复时间</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>What the centre has taken or refused is listed here.</source>
        <translation>中心已接收或退回的变更列在这里。</translation>
    </message>
    <message>
        <source>Nothing was sent yet</source>
        <translation>尚未上传</translation>
    </message>
    <message>
        <source>Nothing waits</source>
        <translation>没有待传</translation>
    </message>
    <message>
        <source>The centre has everything.</source>
        <translation>中心已有全部数据。</translation>
    </message>
    <message>
        <source>Changes are kept for a centre joined later.</source>
        <translation>变更会保存在本机，接入中心后上传。</translation>
    </message>
    <message>
        <source>Nothing waits yet</source>
        <translation>暂无变更</translation>
    </message>
    <message>
        <source>At the centre, a value was kept there</source>
        <translation>已到中心，其中一项保留了中心的值</translation>
    </message>
    <message>
        <source>Kept for a centre</source>
        <translation>待接入中心</translation>
    </message>
</context>
<context>
    <name>SeriesPanel</name>
    <message>
        <source>Repeat</source>
        <translation>周期预订</translation>
    </message>
    <message>
        <source>{count} dates, all free.</source>
        <translation>共 {count} 场，全部空闲。</translation>
    </message>
    <message>
        <source>{against} of {count} dates cannot be. Leave them out (Del) or move them (Enter).</source>
        <translation>{count} 场中有 {against} 场不行：按 Del 跳过，或按回车改时间。</translation>
    </message>
    <message>
        <source>Book {count} dates</source>
        <translation>预订 {count} 场</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>No dates yet</source>
        <translation>还没有日期</translation>
    </message>
    <message>
        <source>Type a rule above.</source>
        <translation>请在上方填写规则。</translation>
    </message>
    <message>
        <source>Dates of the series</source>
        <translation>各场日期</translation>
    </message>
    <message>
        <source>Room</source>
        <translation>房间</translation>
    </message>
    <message>
        <source>From</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>To</source>
        <translation>结束</translation>
    </message>
    <message>
        <source>Hold it then</source>
        <translation>改到此时</translation>
    </message>
    <message>
        <source>As the others</source>
        <translation>恢复原样</translation>
    </message>
    <message>
        <source>Book</source>
        <translation>预订</translation>
    </message>
    <message>
        <source>Back to the form</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>free</source>
        <translation>空闲</translation>
    </message>
    <message>
        <source>moved: {day} {room}</source>
        <translation>改到 {day} {room}</translation>
    </message>
    <message>
        <source>left out</source>
        <translation>跳过</translation>
    </message>
</context>
<context>
    <name>SeriesRule</name>
    <message>
        <source>Daily</source>
        <translation>每天</translation>
    </message>
    <message>
        <source>Weekly</source>
        <translation>每周</translation>
    </message>
    <message>
        <source>Monthly, by day</source>
        <translation>每月按日</translation>
    </message>
    <message>
        <source>Dates one by one</source>
        <translation>逐个日期</translation>
    </message>
    <message>
        <source>How often</source>
        <translation>频率</translation>
    </message>
    <message>
        <source>Every</source>
        <translation>间隔</translation>
    </message>
    <message>
        <source>On</source>
        <translation>星期</translation>
    </message>
    <message>
        <source>On day</source>
        <translation>几号</translation>
    </message>
    <message>
        <source>{n}.</source>
        <translation>第 {n} 个</translation>
    </message>
    <message>
        <source>On the</source>
        <translation>第几个</translation>
    </message>
    <message>
        <source>last</source>
        <translation>最后一个</translation>
    </message>
    <message>
        <source>Weekday</source>
        <translation>星期</translation>
    </message>
    <message>
        <source>Dates</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>Each as 2026-03-31, separated by blanks or lines.</source>
        <translation>写成 2026-03-31，用空格或换行分开。</translation>
    </message>
    <message>
        <source> month</source>
        <translation> 个月</translation>
    </message>
    <message>
        <source>On a day</source>
        <translation>到某日</translation>
    </message>
    <message>
        <source>Nth weekday</source>
        <translation>每月按星期</translation>
    </message>
    <message>
        <source>After so many</source>
        <translation>满若干场</translation>
    </message>
    <message>
        <source>Ends</source>
        <translation>结束方式</translation>
    </message>
    <message>
        <source>How many</source>
        <translation>场数</translation>
    </message>
    <message>
        <source>Last day</source>
        <translation>最后一天</translation>
    </message>
    <message>
        <source> day</source>
        <translation> 天</translation>
    </message>
    <message>
        <source> week</source>
        <translation> 周</translation>
    </message>
    <message>
        <source> days</source>
        <translation> 天</translation>
    </message>
    <message>
        <source> weeks</source>
        <translation> 周</translation>
    </message>
    <message>
        <source> months</source>
        <translation> 个月</translation>
    </message>
</context>
<context>
    <name>SeriesTalk</name>
    <message>
        <source>A series has {most} dates at most.</source>
        <translation>一个周期最多 {most} 场。</translation>
    </message>
    <message>
        <source>Choose at least one weekday.</source>
        <translation>请至少选一个星期。</translation>
    </message>
</context>
<context>
    <name>SettingsPage</name>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>主题</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>Text size</source>
        <translation>字号</translation>
    </message>
    <message>
        <source>Usual</source>
        <translation>标准</translation>
    </message>
    <message>
        <source>Large</source>
        <translation>大</translation>
    </message>
    <message>
        <source>Very large</source>
        <translation>特大</translation>
    </message>
    <message>
        <source>Open the call display as a second window</source>
        <translation>另开窗口显示叫号屏</translation>
    </message>
    <message>
        <source>Speak calls where a voice is installed</source>
        <translation>装有语音时播报叫号</translation>
    </message>
    <message>
        <source>Ask for a rating on a second screen</source>
        <translation>办结后在第二屏请来访人评价</translation>
    </message>
    <message>
        <source>Text that passes at the foot of the call display</source>
        <translation>叫号屏底部滚动文字</translation>
    </message>
    <message>
        <source>Folder for calendar files, one for each room</source>
        <translation>日历文件的文件夹（每间一个）</translation>
    </message>
    <message>
        <source>Whoever can read it can subscribe. Taken at the next start; empty: none.</source>
        <translation>能读取该文件夹的人都可订阅。下次启动生效；留空则不生成。</translation>
    </message>
    <message>
        <source>Look</source>
        <translation>外观</translation>
    </message>
    <message>
        <source>Printers and card reader</source>
        <translation>打印机和身份证阅读器</translation>
    </message>
    <message>
        <source>Calling</source>
        <translation>叫号</translation>
    </message>
    <message>
        <source>Calendars</source>
        <translation>日历</translation>
    </message>
    <message>
        <source>Contracts</source>
        <translation>合同</translation>
    </message>
    <message>
        <source>Days an approved contract can be signed (0: for ever)</source>
        <translation>审定后可签署天数（0：不限）</translation>
    </message>
    <message>
        <source>The law a contract names</source>
        <translation>合同依据的法律</translation>
    </message>
    <message>
        <source>Who issues the form</source>
        <translation>文本印制机关</translation>
    </message>
    <message>
        <source>Where contracts are registered</source>
        <translation>技术合同登记机构</translation>
    </message>
    <message>
        <source>Who mediates a dispute</source>
        <translation>争议调解机构</translation>
    </message>
    <message>
        <source>Arbitration commission of the place</source>
        <translation>本地仲裁委员会</translation>
    </message>
    <message>
        <source>Taken by drafts begun after the next start; empty: the usual words.</source>
        <translation>下次启动后新起草的合同采用；留空则用通用文字。</translation>
    </message>
    <message>
        <source>Ticket printer</source>
        <translation>号票打印机</translation>
    </message>
    <message>
        <source>Into a folder, as files</source>
        <translation>存为文件</translation>
    </message>
    <message>
        <source>Network printer (ESC/POS)</source>
        <translation>网络打印机（ESC/POS）</translation>
    </message>
    <message>
        <source>None</source>
        <translation>不使用</translation>
    </message>
    <message>
        <source>Address of the ticket printer</source>
        <translation>号票打印机地址</translation>
    </message>
    <message>
        <source>Width of the slip</source>
        <translation>号票纸宽</translation>
    </message>
    <message>
        <source>Page printer</source>
        <translation>文档打印机</translation>
    </message>
    <message>
        <source>This computer&apos;s printer</source>
        <translation>本机打印机</translation>
    </message>
    <message>
        <source>Name of the printer</source>
        <translation>打印机名称</translation>
    </message>
    <message>
        <source>Empty: the usual one.</source>
        <translation>留空则用默认打印机。</translation>
    </message>
    <message>
        <source>Card reader</source>
        <translation>身份证阅读器</translation>
    </message>
    <message>
        <source>Program of the maker</source>
        <translation>厂商程序</translation>
    </message>
    <message>
        <source>Simulated, to try</source>
        <translation>模拟（试用）</translation>
    </message>
    <message>
        <source>Program of the card reader</source>
        <translation>阅读器程序</translation>
    </message>
    <message>
        <source>Printers and reader are taken at the next start.</source>
        <translation>打印机和阅读器在下次启动时生效。</translation>
    </message>
    <message>
        <source>Host and port are needed, like 192.168.1.50:9100</source>
        <translation>需填写主机和端口，例如 192.168.1.50:9100</translation>
    </message>
    <message>
        <source>The whole path is needed.</source>
        <translation>请填写完整路径。</translation>
    </message>
    <message>
        <source>Saved.</source>
        <translation>已保存。</translation>
    </message>
</context>
<context>
    <name>SeveralPanel</name>
    <message>
        <source>Several rooms and days</source>
        <translation>多间多日一次预订</translation>
    </message>
    <message>
        <source>{count} places, all free.</source>
        <translation>{count} 处，均可用。</translation>
    </message>
    <message>
        <source>{against} of {count} cannot be. Leave them out (Del) or choose other hours.</source>
        <translation>{count} 处中有 {against} 处不可用：按 Del 去掉，或改换时间。</translation>
    </message>
    <message>
        <source>Book {count} together</source>
        <translation>一并预订 {count} 处</translation>
    </message>
    <message>
        <source>Rooms: a digit takes one in or leaves it out</source>
        <translation>房间：按数字键选中或取消</translation>
    </message>
    <message>
        <source>From day</source>
        <translation>起始日期</translation>
    </message>
    <message>
        <source>To day</source>
        <translation>截止日期</translation>
    </message>
    <message>
        <source>From</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>To</source>
        <translation>结束</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>Room</source>
        <translation>房间</translation>
    </message>
    <message>
        <source>State</source>
        <translation>情况</translation>
    </message>
    <message>
        <source>Nothing chosen yet</source>
        <translation>尚未选择</translation>
    </message>
    <message>
        <source>Choose rooms and days.</source>
        <translation>请选择房间和日期。</translation>
    </message>
    <message>
        <source>Rooms and days</source>
        <translation>房间和日期</translation>
    </message>
    <message>
        <source>Book</source>
        <translation>预订</translation>
    </message>
    <message>
        <source>Back to the form</source>
        <translation>返回表单</translation>
    </message>
    <message>
        <source>chosen</source>
        <translation>已选</translation>
    </message>
    <message>
        <source>free</source>
        <translation>可用</translation>
    </message>
    <message>
        <source>left out</source>
        <translation>不订</translation>
    </message>
</context>
<context>
    <name>SeveralTalk</name>
    <message>
        <source>Choose at least one room.</source>
        <translation>请至少选择一间。</translation>
    </message>
    <message>
        <source>{most} places at most in one go.</source>
        <translation>一次最多 {most} 处。</translation>
    </message>
</context>
<context>
    <name>Sheet</name>
    <message>
        <source>free</source>
        <translation>空闲</translation>
    </message>
</context>
<context>
    <name>ShelfView</name>
    <message>
        <source>To the mistake</source>
        <translation>到出错处</translation>
    </message>
    <message>
        <source>Save as the next edition</source>
        <translation>存为新版本</translation>
    </message>
    <message>
        <source>New drafts begin with it</source>
        <translation>新合同采用此版</translation>
    </message>
    <message>
        <source>What you typed is not saved yet. Esc again drops it.</source>
        <translation>输入的内容尚未保存，再按 Esc 放弃。</translation>
    </message>
    <message>
        <source>Templates</source>
        <translation>合同范本</translation>
    </message>
    <message>
        <source>No template</source>
        <translation>没有范本</translation>
    </message>
    <message>
        <source>Template</source>
        <translation>范本</translation>
    </message>
    <message>
        <source>Edition</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>No edition</source>
        <translation>没有版本</translation>
    </message>
    <message>
        <source>Use for new drafts</source>
        <translation>新合同用此版</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Editions</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>Text of the edition</source>
        <translation>版本文本</translation>
    </message>
    <message>
        <source>What is other in this edition</source>
        <translation>此版改了什么</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>How it reads</source>
        <translation>成文</translation>
    </message>
    <message>
        <source>The text can be used as it stands.</source>
        <translation>文本可以使用。</translation>
    </message>
    <message>
        <source>Line {0}: </source>
        <translation>第 {0} 行：</translation>
    </message>
    <message>
        <source>Kept as edition {0}. Drafts begin with it once F4 says so.</source>
        <translation>已存为 {0} 版，按 F4 后新合同采用。</translation>
    </message>
    <message>
        <source>New drafts begin with this edition; older ones keep theirs.</source>
        <translation>新合同采用此版，原有合同不变。</translation>
    </message>
    <message>
        <source>shipped</source>
        <translation>随附</translation>
    </message>
    <message>
        <source>in use</source>
        <translation>在用</translation>
    </message>
</context>
<context>
    <name>SideTabs</name>
    <message>
        <source>Booking</source>
        <translation>预订</translation>
    </message>
    <message>
        <source>Requests</source>
        <translation>审批</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>候补</translation>
    </message>
    <message>
        <source>To phone</source>
        <translation>电话通知</translation>
    </message>
</context>
<context>
    <name>SignInPage</name>
    <message>
        <source>The counter of a technology market</source>
        <translation>科技大市场服务大厅柜台</translation>
    </message>
    <message>
        <source>Login</source>
        <translation>登录名</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>密码</translation>
    </message>
    <message>
        <source>Caps Lock seems to be on.</source>
        <translation>大写锁定可能已打开。</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>窗口</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>登录</translation>
    </message>
    <message>
        <source>Opening the data …</source>
        <translation>正在打开数据…</translation>
    </message>
    <message>
        <source>Sample data. Nothing here is real.</source>
        <translation>样例数据，均非真实信息。</translation>
    </message>
    <message>
        <source>Without a window</source>
        <translation>不坐窗口</translation>
    </message>
    <message>
        <source>What you type is saved on this computer first and goes on when the centre answers.</source>
        <translation>录入内容先存本机，中心连通后自动上传。</translation>
    </message>
    <message>
        <source>Choose the window you work at today.</source>
        <translation>请选择今天的窗口。</translation>
    </message>
    <message>
        <source>Light or dark</source>
        <translation>切换深浅</translation>
    </message>
    <message>
        <source>Signing in …</source>
        <translation>正在登录…</translation>
    </message>
</context>
<context>
    <name>SignaturePad</name>
    <message>
        <source>Signature pad</source>
        <translation>签名板</translation>
    </message>
</context>
<context>
    <name>SignerForm</name>
    <message>
        <source>Filled in by the clerk</source>
        <translation>由工作人员填写</translation>
    </message>
    <message>
        <source>Who signs</source>
        <translation>签署人</translation>
    </message>
    <message>
        <source>As</source>
        <translation>签署身份</translation>
    </message>
    <message>
        <source>Number and period of the power of attorney</source>
        <translation>授权委托书的编号和期限</translation>
    </message>
    <message>
        <source>Authority</source>
        <translation>授权委托书</translation>
    </message>
    <message>
        <source>Identity established</source>
        <translation>核验方式</translation>
    </message>
    <message>
        <source>Document</source>
        <translation>证件类型</translation>
    </message>
    <message>
        <source>Only its first and last characters are kept.</source>
        <translation>仅保存首尾几位。</translation>
    </message>
    <message>
        <source>Document number</source>
        <translation>证件号码</translation>
    </message>
    <message>
        <source>Identity document seen</source>
        <translation>已核对身份证件</translation>
    </message>
    <message>
        <source>Write by which power of attorney the agent signs.</source>
        <translation>请填写代理人所持的授权委托书。</translation>
    </message>
    <message>
        <source>Look at the identity document first.</source>
        <translation>请先核对身份证件。</translation>
    </message>
</context>
<context>
    <name>SignerScreen</name>
    <message>
        <source>Signing</source>
        <translation>签署</translation>
    </message>
</context>
<context>
    <name>SigningSession</name>
    <message>
        <source>Signing</source>
        <translation>签署</translation>
    </message>
    <message>
        <source>The drawn signature is not given yet and will not be kept. Once more leaves.</source>
        <translation>签名尚未确认，离开后不保留。再按一次离开。</translation>
    </message>
    <message>
        <source>{number}: {state}</source>
        <translation>{number}：{state}</translation>
    </message>
    <message>
        <source>Thank you. Everybody has signed.</source>
        <translation>各方均已签署，谢谢。</translation>
    </message>
    <message>
        <source>Signature</source>
        <translation>签字</translation>
    </message>
    <message>
        <source>reads page {0} of {1}</source>
        <translation>正在阅读第 {0} 页，共 {1} 页</translation>
    </message>
    <message>
        <source>reads what is agreed to</source>
        <translation>正在阅读知情同意内容</translation>
    </message>
    <message>
        <source>signs: {0} strokes</source>
        <translation>正在签字：{0} 笔</translation>
    </message>
    <message>
        <source>The clerk prints the text. Please sign on the paper.</source>
        <translation>工作人员正在打印文本，请在纸上签字。</translation>
    </message>
    <message>
        <source>Signing on paper</source>
        <translation>纸质签字</translation>
    </message>
    <message>
        <source>One moment: the clerk completes your data.</source>
        <translation>请稍候，工作人员正在补全信息。</translation>
    </message>
    <message>
        <source>Signed for {0}.</source>
        <translation>{0}已签署。</translation>
    </message>
</context>
<context>
    <name>SigningSide</name>
    <message>
        <source>Why is this signature kept although it hardly looks like one?</source>
        <translation>该笔迹不像签名，为何仍予保留？</translation>
    </message>
    <message>
        <source>Keep it</source>
        <translation>保留</translation>
    </message>
    <message>
        <source>Who signs</source>
        <translation>签署各方</translation>
    </message>
    <message>
        <source>Sign on paper</source>
        <translation>纸质签字</translation>
    </message>
    <message>
        <source>Break off</source>
        <translation>终止签署</translation>
    </message>
    <message>
        <source>Break off for good</source>
        <translation>终止签署</translation>
    </message>
    <message>
        <source>Interrupt</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>signed by {0}, {1}</source>
        <translation>{0} 已签，{1}</translation>
    </message>
    <message>
        <source>signs now</source>
        <translation>正在签署</translation>
    </message>
    <message>
        <source>not yet</source>
        <translation>未签</translation>
    </message>
    <message>
        <source>Why is the signing broken off? The contract becomes void; this stays on record.</source>
        <translation>为何终止签署？合同将作废，并留存记录。</translation>
    </message>
</context>
<context>
    <name>SigningStage</name>
    <message>
        <source>The pen or screen was unplugged. What was drawn is still here: go on with another.</source>
        <translation>手写设备已断开，已写的笔迹仍在，请换用其他设备继续。</translation>
    </message>
</context>
<context>
    <name>SlipDesk</name>
    <message>
        <source>The slip is printed again, marked as a reprint</source>
        <translation>正在补打号票，票面注明“补打”</translation>
    </message>
    <message>
        <source>Noted what became of the slip</source>
        <translation>已记下号票的打印结果</translation>
    </message>
</context>
<context>
    <name>StampLine</name>
    <message>
        <source>Time stamp</source>
        <translation>时间戳</translation>
    </message>
    <message>
        <source>Fetch the time stamp</source>
        <translation>补取时间戳</translation>
    </message>
    <message>
        <source>Owed: the authority did not answer while sealing. It is asked again by itself.</source>
        <translation>欠着：盖章时机构没有应答，会自动再取。</translation>
    </message>
    <message>
        <source>The time stamp of {0} has come</source>
        <translation>{0} 的时间戳已取到</translation>
    </message>
    <message>
        <source>Stamped later, at {0}; the stamp lies beside the file</source>
        <translation>后补，时间戳时间 {0}；与文件一同保存</translation>
    </message>
</context>
<context>
    <name>StampSection</name>
    <message>
        <source>A time-stamp authority (RFC 3161) certifies when something was sealed. It is asked at each sealing; where it does not answer, the stamp stays owed and is fetched later. It is tried before it is named.</source>
        <translation>时间戳机构（RFC 3161）证明盖章的时间，每次盖章都向它取。没有应答时先欠着，以后补取。保存前会先试一次。</translation>
    </message>
    <message>
        <source>Empty: nobody is asked.</source>
        <translation>不填则不取时间戳。</translation>
    </message>
    <message>
        <source>Address of the authority</source>
        <translation>时间戳机构地址</translation>
    </message>
    <message>
        <source>Try and keep</source>
        <translation>试用并保存</translation>
    </message>
    <message>
        <source>The authority answers and is asked from now on</source>
        <translation>时间戳机构有应答，今后向它取时间戳</translation>
    </message>
    <message>
        <source>No time stamps are asked for from now on</source>
        <translation>今后不取时间戳</translation>
    </message>
</context>
<context>
    <name>StandingSection</name>
    <message>
        <source>Seals as</source>
        <translation>盖章单位</translation>
    </message>
    <message>
        <source>Certificate</source>
        <translation>证书</translation>
    </message>
    <message>
        <source>Valid from</source>
        <translation>生效日期</translation>
    </message>
    <message>
        <source>Valid until</source>
        <translation>到期日期</translation>
    </message>
    <message>
        <source>The hall&apos;s own authority until</source>
        <translation>大厅自有签发机构到期</translation>
    </message>
    <message>
        <source>Token</source>
        <translation>密钥盘</translation>
    </message>
    <message>
        <source>Time stamps from</source>
        <translation>时间戳机构</translation>
    </message>
    <message>
        <source>nobody</source>
        <translation>没有</translation>
    </message>
</context>
<context>
    <name>StatusCard</name>
    <message>
        <source>{0} min</source>
        <translation>{0} 分钟</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>待传</translation>
    </message>
    <message>
        <source>Oldest</source>
        <translation>最久</translation>
    </message>
    <message>
        <source>To decide</source>
        <translation>待处理</translation>
    </message>
    <message>
        <source>Last exchange</source>
        <translation>上次同步</translation>
    </message>
    <message>
        <source>The last change was at the centre after {0} s</source>
        <translation>最近一次变更用时 {0} 秒到达中心</translation>
    </message>
    <message>
        <source>This terminal works alone: no centre is joined.</source>
        <translation>本机独立运行，尚未接入中心。</translation>
    </message>
    <message>
        <source>The centre has everything.</source>
        <translation>中心已有全部数据。</translation>
    </message>
    <message>
        <source>Changes are on their way to the centre.</source>
        <translation>正在上传中心。</translation>
    </message>
    <message>
        <source>This terminal is being filled from the centre.</source>
        <translation>正在从中心取回数据。</translation>
    </message>
    <message>
        <source>Something needs a decision. Please look at it below.</source>
        <translation>有内容需要处理，请在下方查看。</translation>
    </message>
    <message>
        <source>The centre does not work with this version. Work goes on here.</source>
        <translation>中心不支持本机的程序版本，本机照常办理。</translation>
    </message>
    <message>
        <source>There was no exchange with the centre yet.</source>
        <translation>尚未与中心同步过。</translation>
    </message>
    <message>
        <source>The centre cannot be reached. Work goes on here.</source>
        <translation>中心暂时连不上，本机照常办理。</translation>
    </message>
    <message>
        <source>Everything is saved here and goes up when a centre is joined: close the program, run guitai-admin join ADDRESS CODE with the administrator&apos;s one-time code, and start again.</source>
        <translation>所有数据都保存在本机，接入中心后自动上传：请先关闭程序，运行 guitai-admin join 中心地址 接入码（一次性接入码向管理员索取），再重新启动。</translation>
    </message>
    <message>
        <source>It goes on where it stopped, also after a restart. New work can be done meanwhile.</source>
        <translation>中断或重启后会接着取，期间可照常办理。</translation>
    </message>
    <message>
        <source>Nothing is lost and nothing disappears by itself. Choose a line and decide.</source>
        <translation>内容没有丢失，也不会自行消失。请选择一行进行处理。</translation>
    </message>
    <message>
        <source>The centre was restored and waits for other terminals before it decides {0} of them.</source>
        <translation>中心刚从备份恢复，其中 {0} 项要等其他终端上传后才能定夺。</translation>
    </message>
    <message>
        <source>This computer&apos;s clock is {0} min slow. Set it right: slips and contracts carry its time.</source>
        <translation>本机时钟慢了 {0} 分钟，请校准：号票和合同上的时间以本机为准。</translation>
    </message>
    <message>
        <source>This computer&apos;s clock is {0} min fast. Set it right: slips and contracts carry its time.</source>
        <translation>本机时钟快了 {0} 分钟，请校准：号票和合同上的时间以本机为准。</translation>
    </message>
    <message>
        <source>Rows fetched: {0} of {1}</source>
        <translation>已取回 {0} 条，共 {1} 条</translation>
    </message>
    <message>
        <source>Changes go up by themselves.</source>
        <translation>变更会自动上传。</translation>
    </message>
</context>
<context>
    <name>StatusFeed</name>
    <message>
        <source>Given back, nobody had checked in: {0} rooms</source>
        <translation>无人签到已收回房间：{0} 间</translation>
    </message>
    <message>
        <source>{0} was not closed, left: {1} (page Day end, {2})</source>
        <translation>{0} 未日结，还剩 {1} 人（“日结”页，{2}）</translation>
    </message>
    <message>
        <source>Calendar files not written since {0}, check the folder: {1}</source>
        <translation>日历文件自 {0} 起无法写入，请检查文件夹：{1}</translation>
    </message>
</context>
<context>
    <name>StatusLine</name>
    <message>
        <source>Nothing read yet</source>
        <translation>正在读取</translation>
    </message>
    <message>
        <source>Nothing heard since {0}</source>
        <translation>{0} 后未更新</translation>
    </message>
    <message>
        <source>Prints waiting: {0}</source>
        <translation>打印 {0} 待</translation>
    </message>
    <message>
        <source>Waiting: {0}</source>
        <translation>等候 {0}</translation>
    </message>
    <message>
        <source>Waiting: {0}, longest {1} min</source>
        <translation>等候 {0} · 最长 {1} 分</translation>
    </message>
    <message>
        <source>Standalone, no centre joined. Changes kept for one: {0}</source>
        <translation>独立运行，未接入中心（{0} 待传）</translation>
    </message>
    <message>
        <source>A decision is needed: {0}</source>
        <translation>需要处理：{0} 项</translation>
    </message>
    <message>
        <source>Centre in step {0} (0 waiting)</source>
        <translation>中心已同步 {0}（0 待传）</translation>
    </message>
    <message>
        <source>Fetching from the centre: {0} of {1}</source>
        <translation>正在从中心取回 {0} / {1}</translation>
    </message>
    <message>
        <source>Sending to the centre, {0} waiting</source>
        <translation>正在上传中心（{0} 待传）</translation>
    </message>
    <message>
        <source>Offline, nothing waits to be sent</source>
        <translation>离线办理（0 待传）</translation>
    </message>
    <message>
        <source>Offline, {0} waiting, the oldest for {1} min</source>
        <translation>离线办理（{0} 待传，最久 {1} 分）</translation>
    </message>
</context>
<context>
    <name>StockSection</name>
    <message>
        <source>As the booking form shall name it.</source>
        <translation>预订时显示的名称。</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>种类</translation>
    </message>
    <message>
        <source>Pieces</source>
        <translation>数量</translation>
    </message>
    <message>
        <source>0: none any more.</source>
        <translation>0 为不再配备。</translation>
    </message>
    <message>
        <source>Another kind</source>
        <translation>新增种类</translation>
    </message>
</context>
<context>
    <name>Sync</name>
    <message>
        <source>hall</source>
        <translation>大厅</translation>
    </message>
    <message>
        <source>platform</source>
        <translation>平台</translation>
    </message>
    <message>
        <source>business</source>
        <translation>办理事项</translation>
    </message>
    <message>
        <source>window</source>
        <translation>窗口</translation>
    </message>
    <message>
        <source>colleague</source>
        <translation>工作人员</translation>
    </message>
    <message>
        <source>visitor</source>
        <translation>来访人</translation>
    </message>
    <message>
        <source>organisation</source>
        <translation>单位</translation>
    </message>
    <message>
        <source>visit</source>
        <translation>来访</translation>
    </message>
    <message>
        <source>ticket</source>
        <translation>号票</translation>
    </message>
    <message>
        <source>layout of slips</source>
        <translation>号票版式</translation>
    </message>
    <message>
        <source>call</source>
        <translation>叫号</translation>
    </message>
    <message>
        <source>duty at a window</source>
        <translation>窗口在岗</translation>
    </message>
    <message>
        <source>period of a visit</source>
        <translation>来访时段</translation>
    </message>
    <message>
        <source>matter of a visit</source>
        <translation>来访事项</translation>
    </message>
    <message>
        <source>case</source>
        <translation>办件</translation>
    </message>
    <message>
        <source>room</source>
        <translation>洽谈室</translation>
    </message>
    <message>
        <source>booking</source>
        <translation>预订</translation>
    </message>
    <message>
        <source>party of a booking</source>
        <translation>预订参加方</translation>
    </message>
    <message>
        <source>series of bookings</source>
        <translation>周期预订</translation>
    </message>
    <message>
        <source>movable equipment</source>
        <translation>可移动设备</translation>
    </message>
    <message>
        <source>opening hours</source>
        <translation>开放时间</translation>
    </message>
    <message>
        <source>blocking of a room</source>
        <translation>停用时段</translation>
    </message>
    <message>
        <source>equipment of a booking</source>
        <translation>预订设备</translation>
    </message>
    <message>
        <source>wish of the waiting list</source>
        <translation>候补</translation>
    </message>
    <message>
        <source>attendance</source>
        <translation>签到记录</translation>
    </message>
    <message>
        <source>contract</source>
        <translation>合同</translation>
    </message>
    <message>
        <source>party of a contract</source>
        <translation>合同当事人</translation>
    </message>
    <message>
        <source>instalment</source>
        <translation>分期付款</translation>
    </message>
    <message>
        <source>signature</source>
        <translation>签名</translation>
    </message>
    <message>
        <source>record of a signing</source>
        <translation>见证记录</translation>
    </message>
    <message>
        <source>note to the record of a signing</source>
        <translation>见证记录补充</translation>
    </message>
    <message>
        <source>copy of a contract</source>
        <translation>合同文本</translation>
    </message>
    <message>
        <source>version of a contract</source>
        <translation>合同稿次</translation>
    </message>
    <message>
        <source>clause of the library</source>
        <translation>条款库条款</translation>
    </message>
    <message>
        <source>contract template</source>
        <translation>合同范本</translation>
    </message>
    <message>
        <source>receipt of a copy</source>
        <translation>领取记录</translation>
    </message>
    <message>
        <source>public key of the hall</source>
        <translation>大厅公钥</translation>
    </message>
    <message>
        <source>registration of a contract</source>
        <translation>合同认定登记</translation>
    </message>
    <message>
        <source>history of a registration</source>
        <translation>登记台账</translation>
    </message>
    <message>
        <source>business group</source>
        <translation>业务组</translation>
    </message>
    <message>
        <source>day of the calendar</source>
        <translation>日历日</translation>
    </message>
    <message>
        <source>rule of the hall</source>
        <translation>大厅规则</translation>
    </message>
    <message>
        <source>field of a colleague</source>
        <translation>业务专长</translation>
    </message>
    <message>
        <source>look at masked data</source>
        <translation>查看记录</translation>
    </message>
    <message>
        <source>appointment</source>
        <translation>预约</translation>
    </message>
    <message>
        <source>rating</source>
        <translation>评价</translation>
    </message>
    <message>
        <source>bad rating</source>
        <translation>差评</translation>
    </message>
    <message>
        <source>contact about a bad rating</source>
        <translation>差评回访</translation>
    </message>
    <message>
        <source>decision</source>
        <translation>差异处理</translation>
    </message>
    <message>
        <source>other record</source>
        <translation>其他记录</translation>
    </message>
    <message>
        <source>Another terminal booked this room at that hour first.</source>
        <translation>该时段的洽谈室已被其他终端先预订。</translation>
    </message>
    <message>
        <source>This appointment was checked in at another terminal already.</source>
        <translation>该预约已在其他终端签到取号。</translation>
    </message>
    <message>
        <source>The record of this signing was written at another terminal already.</source>
        <translation>该次签署的见证记录已在其他终端生成。</translation>
    </message>
    <message>
        <source>A record of a signing has this number already.</source>
        <translation>该见证记录编号已存在。</translation>
    </message>
    <message>
        <source>This copy was handed out at another terminal already.</source>
        <translation>这一份已在另一终端发放。</translation>
    </message>
    <message>
        <source>The hall&apos;s library has this edition already.</source>
        <translation>条款库已有这一版本。</translation>
    </message>
    <message>
        <source>The hall has this edition of the template already.</source>
        <translation>范本已有这一版本。</translation>
    </message>
    <message>
        <source>Another contract has this registration number at the centre.</source>
        <translation>中心已有另一合同使用此登记编号。</translation>
    </message>
    <message>
        <source>This acceptance number was given out elsewhere too.</source>
        <translation>此受理号在别处也已给出。</translation>
    </message>
    <message>
        <source>This contract is being registered at another terminal already.</source>
        <translation>此合同已在另一终端办理登记。</translation>
    </message>
    <message>
        <source>The hall knows this key already.</source>
        <translation>大厅已登记这个公钥。</translation>
    </message>
    <message>
        <source>The room was blocked or taken out of use meanwhile.</source>
        <translation>该房间在此期间已被停用或关闭。</translation>
    </message>
    <message>
        <source>By the centre&apos;s clock it was not yet time to give the room back.</source>
        <translation>按中心的时钟，还没到释放会议室的时间。</translation>
    </message>
    <message>
        <source>By the centre&apos;s clock the room was still held for them.</source>
        <translation>按中心的时钟，会议室还在为其保留。</translation>
    </message>
    <message>
        <source>The hall has not so many of this movable equipment at that hour.</source>
        <translation>该时段大厅没有这么多此类可移动设备。</translation>
    </message>
    <message>
        <source>This login was given to somebody at another terminal.</source>
        <translation>该登录名已在其他终端分配给别人。</translation>
    </message>
    <message>
        <source>The centre has this very record already, with other values.</source>
        <translation>中心已有同一条记录，内容不同。</translation>
    </message>
    <message>
        <source>It builds on something the centre does not have.</source>
        <translation>它所依据的内容中心没有。</translation>
    </message>
    <message>
        <source>A record of this kind is never changed once it was made.</source>
        <translation>此类记录一经生成不得修改。</translation>
    </message>
    <message>
        <source>Somebody else changed the same first.</source>
        <translation>同一内容已被他人先修改。</translation>
    </message>
    <message>
        <source>The centre could not read it. Ask the administrator.</source>
        <translation>中心无法识别，请联系管理员。</translation>
    </message>
    <message>
        <source>Records are not deleted at the centre.</source>
        <translation>中心的记录不能删除。</translation>
    </message>
    <message>
        <source>The record had gone on to another state meanwhile.</source>
        <translation>该记录此前已进入其他状态。</translation>
    </message>
    <message>
        <source>The centre has another record with the same number or name.</source>
        <translation>中心已有编号或名称相同的另一条记录。</translation>
    </message>
    <message>
        <source>It overlaps with something the centre took first.</source>
        <translation>与中心先收到的内容时间重叠。</translation>
    </message>
    <message>
        <source>Something is missing that the centre needs.</source>
        <translation>缺少中心必需的内容。</translation>
    </message>
    <message>
        <source>The centre does not allow this value.</source>
        <translation>中心不允许这个值。</translation>
    </message>
    <message>
        <source>It does not go with what the centre has. Compare both.</source>
        <translation>与中心现有内容不符，请对照查看。</translation>
    </message>
    <message>
        <source>Nothing is lost; it is tried again by itself ({0}).</source>
        <translation>数据没有丢失，会自动重试（{0}）。</translation>
    </message>
    <message>
        <source>The centre could not show that it is the centre. Ask the administrator.</source>
        <translation>无法确认对方就是中心（证书不符），请联系管理员。</translation>
    </message>
    <message>
        <source>Nothing is lost; it is tried again by itself. Is the network there?</source>
        <translation>数据没有丢失，会自动重试。请检查网络是否接通。</translation>
    </message>
    <message>
        <source>The centre does not let this terminal in any more. Ask the administrator.</source>
        <translation>中心已停用本终端，请联系管理员。</translation>
    </message>
    <message>
        <source>A copy of the centre answered, not the centre itself. It is tried again.</source>
        <translation>连到的是中心的备份库，不是中心本身，会自动重试。</translation>
    </message>
    <message>
        <source>This program is older than the centre takes. Install the newer one.</source>
        <translation>本程序版本过旧，中心不再支持。请安装新版本。</translation>
    </message>
    <message>
        <source>This program is newer than the centre. The administrator has to upgrade the centre.</source>
        <translation>本程序比中心新，需由管理员升级中心。</translation>
    </message>
    <message>
        <source>The centre could lose what it confirms. The administrator has to look.</source>
        <translation>中心的设置可能丢失已确认的数据，请管理员检查。</translation>
    </message>
    <message>
        <source>Centre and terminal disagree on what was sent. Ask the administrator.</source>
        <translation>中心与本机对已上传内容的记录不一致，请联系管理员。</translation>
    </message>
    <message>
        <source>Another window called this visitor first. Call the next one.</source>
        <translation>另一窗口先叫了这位来访人。请叫下一位。</translation>
    </message>
    <message>
        <source>Another window received this visitor already.</source>
        <translation>另一窗口已在接待这位来访人。</translation>
    </message>
    <message>
        <source>This number was given out elsewhere too. Take a new number.</source>
        <translation>这个号码在别处也发出过。请重新取号。</translation>
    </message>
    <message>
        <source>This contract number exists already. Give the contract a new number.</source>
        <translation>这个合同编号已存在。请换一个编号。</translation>
    </message>
    <message>
        <source>The parties of this contract were written down elsewhere too.</source>
        <translation>该合同的当事人已在别处登记。</translation>
    </message>
    <message>
        <source>The instalments of this contract were written down elsewhere too.</source>
        <translation>该合同的分期付款已在别处登记。</translation>
    </message>
    <message>
        <source>This party signed at another terminal already.</source>
        <translation>这一方已在另一台终端签署。</translation>
    </message>
    <message>
        <source>It belongs to another hall. Ask the administrator.</source>
        <translation>它属于另一个大厅。请联系管理员。</translation>
    </message>
    <message>
        <source>Ended</source>
        <translation>结束时间</translation>
    </message>
    <message>
        <source>Reason of the end</source>
        <translation>结束原因</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>English name</source>
        <translation>英文名称</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>Sample data</source>
        <translation>样例数据</translation>
    </message>
    <message>
        <source>Credit code</source>
        <translation>统一社会信用代码</translation>
    </message>
    <message>
        <source>Country</source>
        <translation>国家</translation>
    </message>
    <message>
        <source>Legal representative</source>
        <translation>法定代表人</translation>
    </message>
    <message>
        <source>Telephone</source>
        <translation>电话</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>代码</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>编号</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Seats</source>
        <translation>座位数</translation>
    </message>
    <message>
        <source>Equipment</source>
        <translation>设备</translation>
    </message>
    <message>
        <source>Rule of repetition</source>
        <translation>重复规则</translation>
    </message>
    <message>
        <source>Quantity</source>
        <translation>数量</translation>
    </message>
    <message>
        <source>Preparation time, minutes</source>
        <translation>准备时间（分钟）</translation>
    </message>
    <message>
        <source>Given back after, minutes</source>
        <translation>未到释放（分钟）</translation>
    </message>
    <message>
        <source>Floor from</source>
        <translation>占地起</translation>
    </message>
    <message>
        <source>Floor to</source>
        <translation>占地止</translation>
    </message>
    <message>
        <source>Rules of the room</source>
        <translation>使用规则</translation>
    </message>
    <message>
        <source>Metres to the windows</source>
        <translation>到窗口距离（米）</translation>
    </message>
    <message>
        <source>Place on the floor plan</source>
        <translation>平面图位置</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>照片</translation>
    </message>
    <message>
        <source>First day</source>
        <translation>起始日</translation>
    </message>
    <message>
        <source>Last day</source>
        <translation>截止日</translation>
    </message>
    <message>
        <source>Hours of the week</source>
        <translation>每周开放时间</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Preparation from</source>
        <translation>准备开始</translation>
    </message>
    <message>
        <source>Confidential</source>
        <translation>保密</translation>
    </message>
    <message>
        <source>Checked in</source>
        <translation>签到时间</translation>
    </message>
    <message>
        <source>Made for</source>
        <translation>用途类别</translation>
    </message>
    <message>
        <source>Record it is made for</source>
        <translation>关联记录</translation>
    </message>
    <message>
        <source>Internal note</source>
        <translation>内部备注</translation>
    </message>
    <message>
        <source>Series</source>
        <translation>系列</translation>
    </message>
    <message>
        <source>Date of the series</source>
        <translation>系列日期</translation>
    </message>
    <message>
        <source>Why rules were set aside</source>
        <translation>破例原因</translation>
    </message>
    <message>
        <source>What came of it</source>
        <translation>洽谈结果</translation>
    </message>
    <message>
        <source>Minutes of the meeting</source>
        <translation>会议纪要</translation>
    </message>
    <message>
        <source>Name in its calendar file</source>
        <translation>日历文件标识</translation>
    </message>
    <message>
        <source>How often changed</source>
        <translation>变更次数</translation>
    </message>
    <message>
        <source>Organisation as named</source>
        <translation>单位名称</translation>
    </message>
    <message>
        <source>Link to take part</source>
        <translation>远程链接</translation>
    </message>
    <message>
        <source>Held until</source>
        <translation>保留至</translation>
    </message>
    <message>
        <source>Clearing time, minutes</source>
        <translation>清理时间（分钟）</translation>
    </message>
    <message>
        <source>Login</source>
        <translation>登录名</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>角色</translation>
    </message>
    <message>
        <source>Business groups</source>
        <translation>业务组</translation>
    </message>
    <message>
        <source>Business group</source>
        <translation>业务组</translation>
    </message>
    <message>
        <source>Platform</source>
        <translation>平台</translation>
    </message>
    <message>
        <source>Documents to bring</source>
        <translation>所需材料</translation>
    </message>
    <message>
        <source>Usual result</source>
        <translation>通常结果</translation>
    </message>
    <message>
        <source>Document</source>
        <translation>证件</translation>
    </message>
    <message>
        <source>Document number</source>
        <translation>证件号码</translation>
    </message>
    <message>
        <source>Organisation</source>
        <translation>单位</translation>
    </message>
    <message>
        <source>Visitor</source>
        <translation>来访人</translation>
    </message>
    <message>
        <source>Business</source>
        <translation>办理事项</translation>
    </message>
    <message>
        <source>Priority</source>
        <translation>优先</translation>
    </message>
    <message>
        <source>Proof seen</source>
        <translation>已查验证明</translation>
    </message>
    <message>
        <source>People</source>
        <translation>人数</translation>
    </message>
    <message>
        <source>What it is about</source>
        <translation>来访事由</translation>
    </message>
    <message>
        <source>Arrived</source>
        <translation>到达时间</translation>
    </message>
    <message>
        <source>Began</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Running number</source>
        <translation>当日序号</translation>
    </message>
    <message>
        <source>Which leg of the visit</source>
        <translation>第几段</translation>
    </message>
    <message>
        <source>Rest</source>
        <translation>挂起</translation>
    </message>
    <message>
        <source>Place in the line</source>
        <translation>排队位置</translation>
    </message>
    <message>
        <source>Appointment begins</source>
        <translation>预约时间</translation>
    </message>
    <message>
        <source>Kept for window</source>
        <translation>指定窗口</translation>
    </message>
    <message>
        <source>Kept for colleague</source>
        <translation>指定人员</translation>
    </message>
    <message>
        <source>Left over from an earlier day</source>
        <translation>前日留存</translation>
    </message>
    <message>
        <source>Shown as</source>
        <translation>显示方式</translation>
    </message>
    <message>
        <source>Appointment</source>
        <translation>预约</translation>
    </message>
    <message>
        <source>Room</source>
        <translation>洽谈室</translation>
    </message>
    <message>
        <source>From</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>To</source>
        <translation>结束</translation>
    </message>
    <message>
        <source>Cleared by</source>
        <translation>清理至</translation>
    </message>
    <message>
        <source>Purpose</source>
        <translation>用途</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>标题</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Visit</source>
        <translation>来访</translation>
    </message>
    <message>
        <source>Host</source>
        <translation>接待人</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>Goes first</source>
        <translation>优先叫号</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>窗口</translation>
    </message>
    <message>
        <source>Times called</source>
        <translation>呼叫次数</translation>
    </message>
    <message>
        <source>Number taken at</source>
        <translation>取号时间</translation>
    </message>
    <message>
        <source>Called at</source>
        <translation>叫号时间</translation>
    </message>
    <message>
        <source>At the window since</source>
        <translation>到窗时间</translation>
    </message>
    <message>
        <source>Completed at</source>
        <translation>办结时间</translation>
    </message>
    <message>
        <source>Booking</source>
        <translation>预订</translation>
    </message>
    <message>
        <source>Ticket</source>
        <translation>号票</translation>
    </message>
    <message>
        <source>Which call</source>
        <translation>第几次呼叫</translation>
    </message>
    <message>
        <source>Voice</source>
        <translation>语音</translation>
    </message>
    <message>
        <source>Why not spoken</source>
        <translation>未播报原因</translation>
    </message>
    <message>
        <source>Colleague</source>
        <translation>工作人员</translation>
    </message>
    <message>
        <source>Begun at</source>
        <translation>开始办理</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>记录</translation>
    </message>
    <message>
        <source>Contract form</source>
        <translation>合同文本</translation>
    </message>
    <message>
        <source>Version of the form</source>
        <translation>文本版本</translation>
    </message>
    <message>
        <source>In this state since</source>
        <translation>进入此状态时间</translation>
    </message>
    <message>
        <source>Total amount</source>
        <translation>合同总额</translation>
    </message>
    <message>
        <source>Amount for technology</source>
        <translation>技术交易额</translation>
    </message>
    <message>
        <source>Payment</source>
        <translation>付款方式</translation>
    </message>
    <message>
        <source>What was filled in</source>
        <translation>填写内容</translation>
    </message>
    <message>
        <source>Valid from</source>
        <translation>有效期起</translation>
    </message>
    <message>
        <source>Valid to</source>
        <translation>有效期止</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>签订地点</translation>
    </message>
    <message>
        <source>Copies</source>
        <translation>份数</translation>
    </message>
    <message>
        <source>Drafted by</source>
        <translation>起草人</translation>
    </message>
    <message>
        <source>Reviewed by</source>
        <translation>复核人</translation>
    </message>
    <message>
        <source>Reviewed at</source>
        <translation>复核时间</translation>
    </message>
    <message>
        <source>Remark</source>
        <translation>意见</translation>
    </message>
    <message>
        <source>Sealed at</source>
        <translation>盖章时间</translation>
    </message>
    <message>
        <source>Sealed by</source>
        <translation>盖章人</translation>
    </message>
    <message>
        <source>Contract</source>
        <translation>合同</translation>
    </message>
    <message>
        <source>Of how many copies</source>
        <translation>共几份</translation>
    </message>
    <message>
        <source>Reprint</source>
        <translation>重印</translation>
    </message>
    <message>
        <source>Side</source>
        <translation>当事方</translation>
    </message>
    <message>
        <source>Contact person</source>
        <translation>联系人</translation>
    </message>
    <message>
        <source>Due on</source>
        <translation>付款日</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>金额</translation>
    </message>
    <message>
        <source>Condition</source>
        <translation>付款条件</translation>
    </message>
    <message>
        <source>Party</source>
        <translation>当事人</translation>
    </message>
    <message>
        <source>Signed by</source>
        <translation>签字人</translation>
    </message>
    <message>
        <source>Signs as</source>
        <translation>签字身份</translation>
    </message>
    <message>
        <source>Power of attorney</source>
        <translation>授权委托书</translation>
    </message>
    <message>
        <source>Identity checked</source>
        <translation>已核对身份</translation>
    </message>
    <message>
        <source>Signed with</source>
        <translation>签字方式</translation>
    </message>
    <message>
        <source>Signed at</source>
        <translation>签字时间</translation>
    </message>
    <message>
        <source>Witness</source>
        <translation>见证人</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>答复</translation>
    </message>
    <message>
        <source>At</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Begun on</source>
        <translation>起始日</translation>
    </message>
    <message>
        <source>Case</source>
        <translation>办件</translation>
    </message>
    <message>
        <source>Working days until the contact</source>
        <translation>回访期限（工作日）</translation>
    </message>
    <message>
        <source>Reason of the extension</source>
        <translation>延期原因</translation>
    </message>
    <message>
        <source>Further working days</source>
        <translation>延长（工作日）</translation>
    </message>
    <message>
        <source>Field</source>
        <translation>字段</translation>
    </message>
    <message>
        <source>First number</source>
        <translation>起始号</translation>
    </message>
    <message>
        <source>Helps other groups</source>
        <translation>可协助他组</translation>
    </message>
    <message>
        <source>Working day</source>
        <translation>工作日</translation>
    </message>
    <message>
        <source>Last number</source>
        <translation>截止号</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>等级</translation>
    </message>
    <message>
        <source>Version of the list</source>
        <translation>选项版本</translation>
    </message>
    <message>
        <source>Looked at</source>
        <translation>查看时间</translation>
    </message>
    <message>
        <source>Merged into</source>
        <translation>并入</translation>
    </message>
    <message>
        <source>Options</source>
        <translation>选项</translation>
    </message>
    <message>
        <source>Numbers a day</source>
        <translation>每日限号</translation>
    </message>
    <message>
        <source>Rating</source>
        <translation>评价</translation>
    </message>
    <message>
        <source>Said at</source>
        <translation>评价时间</translation>
    </message>
    <message>
        <source>Said by</source>
        <translation>评价渠道</translation>
    </message>
    <message>
        <source>Working days until it is settled</source>
        <translation>整改期限（工作日）</translation>
    </message>
    <message>
        <source>Bad rating</source>
        <translation>差评</translation>
    </message>
    <message>
        <source>Terminal</source>
        <translation>终端</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>值</translation>
    </message>
    <message>
        <source>Reached</source>
        <translation>已联系上</translation>
    </message>
    <message>
        <source>Weight</source>
        <translation>权重</translation>
    </message>
    <message>
        <source>Decision</source>
        <translation>处理</translation>
    </message>
    <message>
        <source>Savings</source>
        <translation>保存次数</translation>
    </message>
    <message>
        <source>Terms of payment</source>
        <translation>支付约定</translation>
    </message>
    <message>
        <source>Costs that are no technology</source>
        <translation>非技术性费用</translation>
    </message>
    <message>
        <source>Who keeps copies</source>
        <translation>份数分配</translation>
    </message>
    <message>
        <source>Further clauses</source>
        <translation>补充条款</translation>
    </message>
    <message>
        <source>Attachments</source>
        <translation>附件</translation>
    </message>
    <message>
        <source>Words of the settings</source>
        <translation>文本用语</translation>
    </message>
    <message>
        <source>Contract it changes</source>
        <translation>所变更的合同</translation>
    </message>
    <message>
        <source>How it changes it</source>
        <translation>变更方式</translation>
    </message>
    <message>
        <source>Number of the contract it changes</source>
        <translation>所变更合同的编号</translation>
    </message>
    <message>
        <source>Digest of the contract it changes</source>
        <translation>所变更合同的摘要</translation>
    </message>
    <message>
        <source>Order of signing</source>
        <translation>签署顺序</translation>
    </message>
    <message>
        <source>To be signed before</source>
        <translation>签署截止</translation>
    </message>
    <message>
        <source>Reviewer&apos;s list</source>
        <translation>审核清单</translation>
    </message>
    <message>
        <source>Formed at</source>
        <translation>成立时间</translation>
    </message>
    <message>
        <source>Digital signatures</source>
        <translation>数字签名数</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>页数</translation>
    </message>
    <message>
        <source>Nature of the party</source>
        <translation>当事人性质</translation>
    </message>
    <message>
        <source>Division code</source>
        <translation>行政区划代码</translation>
    </message>
    <message>
        <source>Postcode</source>
        <translation>邮政编码</translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation>电子邮箱</translation>
    </message>
    <message>
        <source>Account holder</source>
        <translation>户名</translation>
    </message>
    <message>
        <source>Bank</source>
        <translation>开户银行</translation>
    </message>
    <message>
        <source>Account number</source>
        <translation>账号</translation>
    </message>
    <message>
        <source>Agents</source>
        <translation>代理人</translation>
    </message>
    <message>
        <source>Identity checked by</source>
        <translation>身份核验方式</translation>
    </message>
    <message>
        <source>Document number, masked</source>
        <translation>证件号（脱敏）</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>设备</translation>
    </message>
    <message>
        <source>Time of reading</source>
        <translation>阅读时长</translation>
    </message>
    <message>
        <source>Fingerprint on paper</source>
        <translation>按指印</translation>
    </message>
    <message>
        <source>Seal on paper</source>
        <translation>盖章</translation>
    </message>
    <message>
        <source>Agreed to</source>
        <translation>同意的文本</translation>
    </message>
    <message>
        <source>Kept because</source>
        <translation>保留理由</translation>
    </message>
    <message>
        <source>What was recorded</source>
        <translation>记录内容</translation>
    </message>
    <message>
        <source>Written by</source>
        <translation>记录人</translation>
    </message>
    <message>
        <source>Stage</source>
        <translation>阶段</translation>
    </message>
    <message>
        <source>Text of the contract</source>
        <translation>合同文本</translation>
    </message>
    <message>
        <source>Saved by</source>
        <translation>保存人</translation>
    </message>
    <message>
        <source>Saved at</source>
        <translation>保存时间</translation>
    </message>
    <message>
        <source>Edition</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>Section</source>
        <translation>章节</translation>
    </message>
    <message>
        <source>Fits</source>
        <translation>适用</translation>
    </message>
    <message>
        <source>Law</source>
        <translation>法条</translation>
    </message>
    <message>
        <source>Body</source>
        <translation>正文</translation>
    </message>
    <message>
        <source>In use</source>
        <translation>现行</translation>
    </message>
    <message>
        <source>Content</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>Revoked at</source>
        <translation>吊销时间</translation>
    </message>
    <message>
        <source>Reason of revocation</source>
        <translation>吊销原因</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>份</translation>
    </message>
    <message>
        <source>Holder</source>
        <translation>持有人</translation>
    </message>
    <message>
        <source>Received by</source>
        <translation>领取人</translation>
    </message>
    <message>
        <source>Received at</source>
        <translation>领取时间</translation>
    </message>
    <message>
        <source>Page-crossing seals</source>
        <translation>骑缝章</translation>
    </message>
    <message>
        <source>Contract number</source>
        <translation>合同编号</translation>
    </message>
    <message>
        <source>Acceptance number</source>
        <translation>受理号</translation>
    </message>
    <message>
        <source>Registration number</source>
        <translation>合同登记编号</translation>
    </message>
    <message>
        <source>Contract it registers</source>
        <translation>所登记的合同</translation>
    </message>
    <message>
        <source>Rules</source>
        <translation>适用规则</translation>
    </message>
    <message>
        <source>Form</source>
        <translation>登记表</translation>
    </message>
    <message>
        <source>Parties</source>
        <translation>当事人</translation>
    </message>
    <message>
        <source>Papers</source>
        <translation>材料</translation>
    </message>
    <message>
        <source>Recognised amount</source>
        <translation>核定技术交易额</translation>
    </message>
    <message>
        <source>Reason of the recognised amount</source>
        <translation>核定理由</translation>
    </message>
    <message>
        <source>Signed on</source>
        <translation>签订日期</translation>
    </message>
    <message>
        <source>Submitted on</source>
        <translation>提交日期</translation>
    </message>
    <message>
        <source>Accepted on</source>
        <translation>受理日期</translation>
    </message>
    <message>
        <source>Days of the limit</source>
        <translation>办理时限（天）</translation>
    </message>
    <message>
        <source>With experts</source>
        <translation>专家评审</translation>
    </message>
    <message>
        <source>Disputed</source>
        <translation>有争议</translation>
    </message>
    <message>
        <source>Criteria</source>
        <translation>认定条件</translation>
    </message>
    <message>
        <source>Grounds</source>
        <translation>事由</translation>
    </message>
    <message>
        <source>Decided on</source>
        <translation>决定日期</translation>
    </message>
    <message>
        <source>Decided by</source>
        <translation>决定人</translation>
    </message>
    <message>
        <source>Registered on</source>
        <translation>登记日期</translation>
    </message>
    <message>
        <source>Cancelled on</source>
        <translation>注销日期</translation>
    </message>
    <message>
        <source>Taken in by</source>
        <translation>接收人</translation>
    </message>
    <message>
        <source>Objection</source>
        <translation>异议</translation>
    </message>
    <message>
        <source>Objection by</source>
        <translation>异议人</translation>
    </message>
    <message>
        <source>Objected at</source>
        <translation>异议时间</translation>
    </message>
    <message>
        <source>SM3 digest of the text</source>
        <translation>合同文本的 SM3 摘要</translation>
    </message>
    <message>
        <source>SM3 digest of the sealed file</source>
        <translation>已盖章文件的 SM3 摘要</translation>
    </message>
    <message>
        <source>Time stamp owed</source>
        <translation>欠时间戳</translation>
    </message>
    <message>
        <source>Digest of the time stamp</source>
        <translation>时间戳摘要</translation>
    </message>
    <message>
        <source>Moment of the time stamp</source>
        <translation>时间戳时间</translation>
    </message>
    <message>
        <source>Code on paper</source>
        <translation>纸面签名码</translation>
    </message>
    <message>
        <source>Registration</source>
        <translation>认定登记</translation>
    </message>
    <message>
        <source>Another detail</source>
        <translation>其他内容</translation>
    </message>
    <message>
        <source>{0}: {1}</source>
        <translation>{0}：{1}</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>no</source>
        <translation>否</translation>
    </message>
    <message>
        <source>not here</source>
        <translation>本机没有</translation>
    </message>
</context>
<context>
    <name>SyncPage</name>
    <message>
        <source>Exchange now</source>
        <translation>立即同步</translation>
    </message>
    <message>
        <source>Next list</source>
        <translation>下一列表</translation>
    </message>
    <message>
        <source>Take theirs</source>
        <translation>采用中心的</translation>
    </message>
    <message>
        <source>Submit again</source>
        <translation>重新提交</translation>
    </message>
    <message>
        <source>Make new</source>
        <translation>另行办理</translation>
    </message>
    <message>
        <source>To decide: {0}</source>
        <translation>待处理 {0}</translation>
    </message>
    <message>
        <source>Waiting: {0}</source>
        <translation>待传 {0}</translation>
    </message>
    <message>
        <source>Decided: {0}</source>
        <translation>已处理 {0}</translation>
    </message>
    <message>
        <source>Answered by the centre</source>
        <translation>中心已答复</translation>
    </message>
    <message>
        <source>Your role may not decide this ({0}). Ask a colleague who may.</source>
        <translation>您的角色不能处理此项（{0}），请找有权限的同事。</translation>
    </message>
    <message>
        <source>It can be decided after the next exchange with the centre.</source>
        <translation>与中心下次同步后即可处理。</translation>
    </message>
    <message>
        <source>Here is no page on which it could be made anew.</source>
        <translation>此项没有可另行办理的页面。</translation>
    </message>
    <message>
        <source>The centre&apos;s version stays</source>
        <translation>已采用中心的内容</translation>
    </message>
    <message>
        <source>The centre did not take it again: {0}</source>
        <translation>中心仍未接受：{0}</translation>
    </message>
    <message>
        <source>Submitted again; the centre has taken it</source>
        <translation>已重新提交，中心已接收</translation>
    </message>
    <message>
        <source>Submitted again; it goes up with the next exchange</source>
        <translation>已重新提交，下次同步时上传</translation>
    </message>
    <message>
        <source>Noted; please make the new one here</source>
        <translation>已记录，请在此另行办理</translation>
    </message>
    <message>
        <source>Centre</source>
        <translation>中心</translation>
    </message>
    <message>
        <source>Exchanged with the centre</source>
        <translation>已与中心同步</translation>
    </message>
</context>
<context>
    <name>TaskPanel</name>
    <message>
        <source>Choose a line</source>
        <translation>请选择一条</translation>
    </message>
    <message>
        <source>Its history stands here.</source>
        <translation>这里显示处理经过。</translation>
    </message>
    <message>
        <source>Give out</source>
        <translation>分派</translation>
    </message>
    <message>
        <source>Visitor reached</source>
        <translation>已联系上</translation>
    </message>
    <message>
        <source>Not reached</source>
        <translation>未联系上</translation>
    </message>
    <message>
        <source>Visitor informed</source>
        <translation>已反馈来访人</translation>
    </message>
    <message>
        <source>Settle</source>
        <translation>办结</translation>
    </message>
    <message>
        <source>Keep follow-up rating</source>
        <translation>登记追评</translation>
    </message>
    <message>
        <source>Put the deadline off</source>
        <translation>延长期限</translation>
    </message>
    <message>
        <source>Rated by mistake</source>
        <translation>认定误评</translation>
    </message>
    <message>
        <source>Not so</source>
        <translation>认定不实</translation>
    </message>
    <message>
        <source>Rating</source>
        <translation>评价</translation>
    </message>
    <message>
        <source>Ticked</source>
        <translation>所选原因</translation>
    </message>
    <message>
        <source>Deadlines</source>
        <translation>期限</translation>
    </message>
    <message>
        <source>Case</source>
        <translation>办件</translation>
    </message>
    <message>
        <source>Served by</source>
        <translation>经办</translation>
    </message>
    <message>
        <source>Given to</source>
        <translation>承办人</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>反馈结果</translation>
    </message>
    <message>
        <source>Staff</source>
        <translation>承办人</translation>
    </message>
    <message>
        <source>Follow-up rating</source>
        <translation>追评</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>记录</translation>
    </message>
    <message>
        <source>Working days more</source>
        <translation>延长工作日</translation>
    </message>
    <message>
        <source>Tries to reach the visitor</source>
        <translation>回访记录</translation>
    </message>
    <message>
        <source>window {0}</source>
        <translation>{0} 号窗口</translation>
    </message>
    <message>
        <source>Contact by {0}, settle by {1}</source>
        <translation>回访期限 {0}，办结期限 {1}</translation>
    </message>
    <message>
        <source>Put off: {0}</source>
        <translation>延期原因：{0}</translation>
    </message>
    <message>
        <source>reached</source>
        <translation>已联系上</translation>
    </message>
    <message>
        <source>not reached</source>
        <translation>未联系上</translation>
    </message>
    <message>
        <source>None yet</source>
        <translation>暂无</translation>
    </message>
</context>
<context>
    <name>Telling</name>
    <message>
        <source>{0} is served</source>
        <translation>{0} 开始办理</translation>
    </message>
    <message>
        <source>{0} is set aside as missed</source>
        <translation>{0} 未到，已过号</translation>
    </message>
    <message>
        <source>{0} has the old place again; the display forgets the call</source>
        <translation>{0} 回到原位，叫号已撤下</translation>
    </message>
    <message>
        <source>{0} is back in the line</source>
        <translation>{0} 已恢复排队</translation>
    </message>
    <message>
        <source>{0} rests; the window is free</source>
        <translation>{0} 已挂起，窗口空出</translation>
    </message>
    <message>
        <source>{0} is handed on and keeps the place</source>
        <translation>{0} 已转办，次序保留</translation>
    </message>
    <message>
        <source>{0} is void</source>
        <translation>{0} 已作废</translation>
    </message>
    <message>
        <source>The window is paused</source>
        <translation>窗口已暂停</translation>
    </message>
    <message>
        <source>The window goes on</source>
        <translation>窗口已恢复</translation>
    </message>
    <message>
        <source>The windows share the line until the next contact</source>
        <translation>恢复联络前各窗口分摊队列</translation>
    </message>
    <message>
        <source>{0} goes on with the next matter</source>
        <translation>{0} 接着办下一项</translation>
    </message>
    <message>
        <source>{0} is called</source>
        <translation>正在叫 {0}</translation>
    </message>
    <message>
        <source>{0} goes on</source>
        <translation>{0} 继续办理</translation>
    </message>
    <message>
        <source>{0} stands at the head of the line</source>
        <translation>{0} 排在队首</translation>
    </message>
    <message>
        <source>Finished: {0}</source>
        <translation>已办结：{0}</translation>
    </message>
    <message>
        <source>{0} waits for the next matter</source>
        <translation>{0} 排队办下一项</translation>
    </message>
</context>
<context>
    <name>Terminal</name>
    <message>
        <source>The settings file was damaged and is kept as {0}; usual settings are in force.</source>
        <translation>设置文件已损坏，另存为 {0}；现用默认设置。</translation>
    </message>
</context>
<context>
    <name>Timeline</name>
    <message>
        <source>Rooms of the day</source>
        <translation>当日房间</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Split here</source>
        <translation>在此拆分</translation>
    </message>
    <message>
        <source>Give back</source>
        <translation>退回房间</translation>
    </message>
</context>
<context>
    <name>Toast</name>
    <message>
        <source>take back</source>
        <translation>撤回</translation>
    </message>
</context>
<context>
    <name>TodayPanel</name>
    <message>
        <source>Today</source>
        <translation>今日</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>号码</translation>
    </message>
    <message>
        <source>Business</source>
        <translation>办理事项</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Nobody has come yet today</source>
        <translation>今日暂无来访</translation>
    </message>
    <message>
        <source>F1 takes the first number.</source>
        <translation>按 F1 取第一个号。</translation>
    </message>
    <message>
        <source>Longest wait: {0} min</source>
        <translation>最长等候 {0} 分钟</translation>
    </message>
    <message>
        <source>Came</source>
        <translation>来访</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>等候</translation>
    </message>
    <message>
        <source>Served</source>
        <translation>已办结</translation>
    </message>
    <message>
        <source>{0} min</source>
        <translation>{0} 分钟</translation>
    </message>
    <message>
        <source>Window {0}</source>
        <translation>{0} 号窗口</translation>
    </message>
</context>
<context>
    <name>TokenSection</name>
    <message>
        <source>A USB token or card that keeps the key of a bought certificate (PKCS#11). Its maker tells the file of its library; the other names stand on the token itself. The PIN is kept among the secrets. The token must be plugged in whenever something is sealed.</source>
        <translation>存放外购证书密钥的 USB 密钥盘或卡（PKCS#11）。驱动库文件由厂家提供，其余名称以密钥盘上的为准。PIN 加密保存。每次盖章都要插着密钥盘。</translation>
    </message>
    <message>
        <source>Library of its maker</source>
        <translation>厂家驱动库</translation>
    </message>
    <message>
        <source>Name of the token</source>
        <translation>密钥盘名称</translation>
    </message>
    <message>
        <source>Name of the certificate</source>
        <translation>证书名称</translation>
    </message>
    <message>
        <source>PIN</source>
        <translation>PIN</translation>
    </message>
    <message>
        <source>Seal with this token</source>
        <translation>用这个密钥盘盖章</translation>
    </message>
    <message>
        <source>The token&apos;s certificate seals from now on</source>
        <translation>已换成密钥盘上的证书盖章</translation>
    </message>
</context>
<context>
    <name>UsePage</name>
    <message>
        <source>Use of rooms</source>
        <translation>使用统计</translation>
    </message>
    <message>
        <source>Print</source>
        <translation>打印</translation>
    </message>
    <message>
        <source>Write a table (CSV)</source>
        <translation>导出表格 (CSV)</translation>
    </message>
    <message>
        <source>This week</source>
        <translation>本周</translation>
    </message>
    <message>
        <source>Last week</source>
        <translation>上周</translation>
    </message>
    <message>
        <source>This month</source>
        <translation>本月</translation>
    </message>
    <message>
        <source>Last month</source>
        <translation>上月</translation>
    </message>
    <message>
        <source>Own days</source>
        <translation>自选日期</translation>
    </message>
    <message>
        <source>Over</source>
        <translation>时段</translation>
    </message>
    <message>
        <source>From day</source>
        <translation>起始日期</translation>
    </message>
    <message>
        <source>To day</source>
        <translation>截止日期</translation>
    </message>
    <message>
        <source>Room</source>
        <translation>房间</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>开放</translation>
    </message>
    <message>
        <source>Booked</source>
        <translation>已预订</translation>
    </message>
    <message>
        <source>Share</source>
        <translation>利用率</translation>
    </message>
    <message>
        <source>Attended</source>
        <translation>实际到场</translation>
    </message>
    <message>
        <source>Outside</source>
        <translation>时间外</translation>
    </message>
    <message>
        <source>Hours and minutes. Share: the part of the opening hours that was booked. Attended: where somebody checked in. Outside: beyond the opening hours. Not come: nobody checked in, and the room was given back.</source>
        <translation>单位：小时与分钟。利用率为开放时间内已预订的部分；实际到场指有签到的预订；时间外指开放时间以外；未到释放指无人签到、房间被收回。</translation>
    </message>
    <message>
        <source>Bookings</source>
        <translation>预订</translation>
    </message>
    <message>
        <source>Not come</source>
        <translation>未到释放</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>No rooms yet</source>
        <translation>尚无房间</translation>
    </message>
    <message>
        <source>Open rooms on the page for arranging rooms.</source>
        <translation>请在房间设置页开设房间。</translation>
    </message>
    <message>
        <source>The use of rooms is on its way to the printer</source>
        <translation>使用统计已送打印</translation>
    </message>
    <message>
        <source>Where shall the table go?</source>
        <translation>表格存到哪里？</translation>
    </message>
    <message>
        <source>Tables (*.csv)</source>
        <translation>表格 (*.csv)</translation>
    </message>
    <message>
        <source>Written: {0}</source>
        <translation>已写入：{0}</translation>
    </message>
    <message>
        <source>Whole hall</source>
        <translation>全部房间</translation>
    </message>
</context>
<context>
    <name>VerdictLine</name>
    <message>
        <source>This file could not be read.</source>
        <translation>文件无法读取。</translation>
    </message>
    <message>
        <source>Nothing was checked. Look whether it is still there and is a PDF file.</source>
        <translation>未作验证。请确认文件还在，并且是 PDF 文件。</translation>
    </message>
    <message>
        <source>This is byte for byte the sealed record of the signing of {0}.</source>
        <translation>与合同 {0} 的见证记录封存文件逐字节一致。</translation>
    </message>
    <message>
        <source>It carries this hall&apos;s seal, but is not in this terminal&apos;s register.</source>
        <translation>有本大厅的签章，但本终端的登记簿里没有。</translation>
    </message>
    <message>
        <source>Void</source>
        <translation>已作废</translation>
    </message>
    <message>
        <source>The contract was declared void. Do not accept this file.</source>
        <translation>该合同已作废，请勿采信。</translation>
    </message>
    <message>
        <source>Seal revoked</source>
        <translation>签章已吊销</translation>
    </message>
    <message>
        <source>The key of this seal was revoked. Do not accept this file.</source>
        <translation>该签章的密钥已被吊销，请勿采信。</translation>
    </message>
    <message>
        <source>Not readable</source>
        <translation>无法读取</translation>
    </message>
    <message>
        <source>This is no PDF file, or it is damaged. Do not accept it as a sealed contract.</source>
        <translation>这不是 PDF 文件，或已损坏。请勿当作盖章合同接收。</translation>
    </message>
    <message>
        <source>Not ours</source>
        <translation>非本大厅</translation>
    </message>
    <message>
        <source>This file carries no seal. It was not made here, or it was printed and scanned.</source>
        <translation>文件没有电子印章。可能不是本大厅出具，或为打印后的扫描件。</translation>
    </message>
    <message>
        <source>It was sealed by a seal this hall does not know.</source>
        <translation>签章不是本大厅所认识的。</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>已改动</translation>
    </message>
    <message>
        <source>Something in this file was changed after it was sealed. Do not accept it.</source>
        <translation>文件在盖章后被改动。请勿接收。</translation>
    </message>
    <message>
        <source>This is the record of the signing of {0}, and it was changed. Do not accept it.</source>
        <translation>这是{0}的签约见证记录，但已被改动，请勿采信。</translation>
    </message>
    <message>
        <source>Look at these places on the paper; what should stand there is in brackets. Do not accept the page unless it reads so.</source>
        <translation>请核对纸面上的下列位置，方括号内为原文应有的字。纸面与此不符的，请勿采信。</translation>
    </message>
    <message>
        <source>The text differs from the sealed page</source>
        <translation>文字与盖章文件不同</translation>
    </message>
    <message>
        <source>Pages of the contract that are not in it: {0}.</source>
        <translation>缺少合同的第 {0} 页。</translation>
    </message>
    <message>
        <source>Its pages are of several contracts: {0}.</source>
        <translation>其中混有几份合同的页面：{0}。</translation>
    </message>
    <message>
        <source>The text could not be compared with the sealed page. Compare it by eye.</source>
        <translation>文字未能与盖章文件比对，请目视核对。</translation>
    </message>
    <message>
        <source>{0} characters compared with the sealed page: no difference seen. That is no proof.</source>
        <translation>已与盖章文件比对{0}字，未发现不同；这不等于证明一致。</translation>
    </message>
    <message>
        <source>Ink lies over the text here, compare it by eye:</source>
        <translation>以下文字被笔迹或印章遮住，请目视核对：</translation>
    </message>
    <message>
        <source>The codes are true</source>
        <translation>二维码真实有效</translation>
    </message>
    <message>
        <source>Compare number, amount and digest with what is printed on the page.</source>
        <translation>请将编号、金额和摘要与纸面所印内容核对。</translation>
    </message>
    <message>
        <source>Not known here</source>
        <translation>本终端没有登记</translation>
    </message>
    <message>
        <source>No contract of this terminal&apos;s register has this number.</source>
        <translation>本终端的登记簿里没有这个编号的合同。</translation>
    </message>
    <message>
        <source>The contract was declared void. Do not accept this page.</source>
        <translation>该合同已作废，请勿采信此页。</translation>
    </message>
    <message>
        <source>The key of this code was revoked. Do not accept this page.</source>
        <translation>该二维码的密钥已被吊销，请勿采信此页。</translation>
    </message>
    <message>
        <source>No code could be read</source>
        <translation>没有读出二维码</translation>
    </message>
    <message>
        <source>Scan the page again, straight and at 200 dpi or more.</source>
        <translation>请放正纸张，以 200 dpi 以上的精度重新扫描。</translation>
    </message>
    <message>
        <source>The code was not signed by this hall.</source>
        <translation>二维码不是本大厅签发的。</translation>
    </message>
    <message>
        <source>The codes contradict each other or the register</source>
        <translation>二维码彼此矛盾或与登记簿不符</translation>
    </message>
    <message>
        <source>This page is not of the contract it names. Do not accept it.</source>
        <translation>此页不属于它所标明的合同，请勿采信。</translation>
    </message>
    <message>
        <source>page {0}</source>
        <translation>第 {0} 页</translation>
    </message>
    <message>
        <source>field {0}</source>
        <translation>签名域 {0}</translation>
    </message>
    <message>
        <source>revision {0}</source>
        <translation>第 {0} 次修订</translation>
    </message>
    <message>
        <source>, </source>
        <translation>，</translation>
    </message>
    <message>
        <source>The file has no seal: {0} pages were checked like paper, this is told of page {1}.</source>
        <translation>文件没有签章，已按纸面核对 {0} 页，以上为第 {1} 页的结果。</translation>
    </message>
    <message>
        <source>{0} ({1})</source>
        <translation>{0}（{1}）</translation>
    </message>
    <message>
        <source>Unchanged, not known here</source>
        <translation>未改动，本机无记录</translation>
    </message>
    <message>
        <source>Unchanged</source>
        <translation>一致</translation>
    </message>
    <message>
        <source>This is byte for byte the file that was sealed here.</source>
        <translation>与本机盖章的文件逐字节一致。</translation>
    </message>
</context>
<context>
    <name>VerifyPanel</name>
    <message>
        <source>Which file shall be checked?</source>
        <translation>验证哪个文件？</translation>
    </message>
    <message>
        <source>The file could not be checked.</source>
        <translation>文件未能验证。</translation>
    </message>
    <message>
        <source>Is this file what was sealed here?</source>
        <translation>这份文件与盖章件一致吗？</translation>
    </message>
    <message>
        <source>PDF files and pictures of pages (*.pdf *.png *.jpg *.jpeg *.tif *.tiff *.bmp)</source>
        <translation>PDF 文件和页面图片 (*.pdf *.png *.jpg *.jpeg *.tif *.tiff *.bmp)</translation>
    </message>
    <message>
        <source>The file is being checked …</source>
        <translation>正在检查文件……</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Contract</source>
        <translation>合同</translation>
    </message>
    <message>
        <source>Sealed by</source>
        <translation>盖章单位</translation>
    </message>
    <message>
        <source>Sealed at</source>
        <translation>盖章时间</translation>
    </message>
    <message>
        <source>Time stamp</source>
        <translation>时间戳</translation>
    </message>
    <message>
        <source>Amount in yuan</source>
        <translation>金额（元）</translation>
    </message>
    <message>
        <source>Text approved on</source>
        <translation>定稿日期</translation>
    </message>
    <message>
        <source>Open a file</source>
        <translation>打开文件</translation>
    </message>
    <message>
        <source>Open a sealed file or scanned pages, or drop them here. They are only read, nothing is kept.</source>
        <translation>打开已签章的文件或扫描的页面，也可以拖到这里。只读取，不保存。</translation>
    </message>
    <message>
        <source>Show the contract</source>
        <translation>查看合同</translation>
    </message>
    <message>
        <source>Back to the list</source>
        <translation>返回列表</translation>
    </message>
    <message>
        <source>The file carries no seal. Page {0} of {1} is being checked like paper …</source>
        <translation>文件没有签章，正按纸面核对第 {0} 页，共 {1} 页…</translation>
    </message>
    <message>
        <source>none of this terminal</source>
        <translation>本机无此合同</translation>
    </message>
    <message>
        <source>page {0} of {1}</source>
        <translation>第 {0} 页，共 {1} 页</translation>
    </message>
    <message>
        <source>, </source>
        <translation>，</translation>
    </message>
</context>
<context>
    <name>VersionsView</name>
    <message>
        <source>Next difference</source>
        <translation>下一处</translation>
    </message>
    <message>
        <source>Difference before</source>
        <translation>上一处</translation>
    </message>
    <message>
        <source>Keep this text</source>
        <translation>保留此稿</translation>
    </message>
    <message>
        <source>As PDF</source>
        <translation>存为 PDF</translation>
    </message>
    <message>
        <source>Where shall the comparison be written?</source>
        <translation>比对结果存到哪里？</translation>
    </message>
    <message>
        <source>Compared with</source>
        <translation>与之比对</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>上一处</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>下一处</translation>
    </message>
    <message>
        <source>Versions</source>
        <translation>历次稿本</translation>
    </message>
    <message>
        <source>A text is kept when it is handed in, sent back or frozen, and with F4 at any time.</source>
        <translation>提交、退回、定稿时自动保留，也可随时按 F4 保留。</translation>
    </message>
    <message>
        <source>No version yet</source>
        <translation>还没有稿本</translation>
    </message>
    <message>
        <source>What this version is, e.g. after the talk</source>
        <translation>此稿说明，例如：洽谈后</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Bring back</source>
        <translation>恢复此稿</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>When, why, who</source>
        <translation>时间、阶段、经办</translation>
    </message>
    <message>
        <source>What is typed here, with what is saved</source>
        <translation>当前输入与已保存内容</translation>
    </message>
    <message>
        <source>The text as it stands now</source>
        <translation>现在的文本</translation>
    </message>
    <message>
        <source>Two versions are compared here once there are any.</source>
        <translation>有两稿后可在此比对。</translation>
    </message>
    <message>
        <source>{0} of {1}</source>
        <translation>{0} / {1}</translation>
    </message>
    <message>
        <source>This text is kept as a version.</source>
        <translation>已保留为稿本。</translation>
    </message>
    <message>
        <source>before an older text was brought back</source>
        <translation>恢复旧稿之前</translation>
    </message>
    <message>
        <source>Written to {0}</source>
        <translation>已存到 {0}</translation>
    </message>
    <message>
        <source>The file could not be written there.</source>
        <translation>无法写入该位置。</translation>
    </message>
</context>
<context>
    <name>VisitForm</name>
    <message>
        <source>Priority</source>
        <translation>优先</translation>
    </message>
    <message>
        <source>How many people</source>
        <translation>人数</translation>
    </message>
    <message>
        <source>Proof of the priority seen</source>
        <translation>已核对优先凭证</translation>
    </message>
    <message>
        <source>Show the masked name on the screens</source>
        <translation>叫号屏显示脱敏姓名</translation>
    </message>
    <message>
        <source>Subject</source>
        <translation>事由</translation>
    </message>
    <message>
        <source>What it is about</source>
        <translation>来办什么事</translation>
    </message>
    <message>
        <source>Enquiry without a name</source>
        <translation>匿名咨询</translation>
    </message>
    <message>
        <source>Type to find a visitor, or a digit for the business.</source>
        <translation>输入查找来访人，或按数字选择办理事项。</translation>
    </message>
    <message>
        <source>Enter takes the number.</source>
        <translation>按回车取号。</translation>
    </message>
    <message>
        <source>Nobody named</source>
        <translation>未登记具体人员</translation>
    </message>
    <message>
        <source>Last visit {0}</source>
        <translation>上次 {0}</translation>
    </message>
    <message>
        <source>First visit</source>
        <translation>首次来访</translation>
    </message>
    <message>
        <source>No organisation</source>
        <translation>未填单位</translation>
    </message>
    <message>
        <source>Also agreed: {0}</source>
        <translation>另有预约：{0}</translation>
    </message>
    <message>
        <source>Enter checks in: {0} {1}</source>
        <translation>按回车签到：{0} {1}</translation>
    </message>
    <message>
        <source>Late, an ordinary number: {0} {1}</source>
        <translation>已迟到，转普通排队：{0} {1}</translation>
    </message>
    <message>
        <source>From {2}: {0} {1}</source>
        <translation>{2} 起可签到：{0} {1}</translation>
    </message>
    <message>
        <source>Appointment {0} {1}</source>
        <translation>预约 {0} {1}</translation>
    </message>
</context>
<context>
    <name>VisitorCard</name>
    <message>
        <source>Paused: nobody is called after this</source>
        <translation>已暂停：办完不再叫号</translation>
    </message>
    <message>
        <source>Enquiry without a name</source>
        <translation>未登记姓名</translation>
    </message>
    <message>
        <source>party of {0}</source>
        <translation>一行 {0} 人</translation>
    </message>
    <message>
        <source>Note: {0}</source>
        <translation>备注：{0}</translation>
    </message>
    <message>
        <source>visit no. {0}</source>
        <translation>第 {0} 次来访</translation>
    </message>
    <message>
        <source>last {0}</source>
        <translation>上次 {0}</translation>
    </message>
    <message>
        <source>contracts in work: {0}</source>
        <translation>在办合同 {0} 份</translation>
    </message>
    <message>
        <source>Called {0}, {1} of {2} times</source>
        <translation>{0} 呼叫，第 {1}/{2} 次</translation>
    </message>
</context>
<context>
    <name>VisitorPanel</name>
    <message>
        <source>Kept</source>
        <translation>已保存</translation>
    </message>
    <message>
        <source>Call again</source>
        <translation>重呼</translation>
    </message>
    <message>
        <source>Did not come</source>
        <translation>未到</translation>
    </message>
    <message>
        <source>Other business</source>
        <translation>接着办</translation>
    </message>
    <message>
        <source>Wrong call</source>
        <translation>叫错</translation>
    </message>
    <message>
        <source>Finish</source>
        <translation>办结</translation>
    </message>
    <message>
        <source>Again in {0} s</source>
        <translation>{0} 秒后重呼</translation>
    </message>
    <message>
        <source>Has come</source>
        <translation>已到</translation>
    </message>
    <message>
        <source>Finish, next</source>
        <translation>办结，下一位</translation>
    </message>
    <message>
        <source>Void</source>
        <translation>作废</translation>
    </message>
    <message>
        <source>Let it rest</source>
        <translation>挂起</translation>
    </message>
    <message>
        <source>Room</source>
        <translation>洽谈室</translation>
    </message>
    <message>
        <source>Hand on</source>
        <translation>转办</translation>
    </message>
    <message>
        <source>Contract</source>
        <translation>合同</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>办理结果</translation>
    </message>
    <message>
        <source>Visitor</source>
        <translation>来访人</translation>
    </message>
    <message>
        <source>Name, initials, phone, document, company, ticket, contract</source>
        <translation>姓名、拼音首字母、电话、证件、单位、号票、合同</translation>
    </message>
    <message>
        <source>Search for a visitor</source>
        <translation>查找来访人</translation>
    </message>
    <message>
        <source>Register a visitor</source>
        <translation>登记来访人</translation>
    </message>
    <message>
        <source>({0} begun)</source>
        <translation>（{0} 份未填完）</translation>
    </message>
    <message>
        <source>Nobody found for: {0}</source>
        <translation>没有找到：{0}</translation>
    </message>
    <message>
        <source>Enter registers a new visitor with what was typed.</source>
        <translation>按回车，用已输入的内容登记新来访人。</translation>
    </message>
</context>
<context>
    <name>Voice</name>
    <message>
        <source>0 1 2 3 4 5 6 7 8 9</source>
        <translation>零 一 二 三 四 五 六 七 八 九</translation>
    </message>
    <message>
        <source>Number {number}, please come to window {window}</source>
        <translation>请 {number} 号到 {window} 号窗口办理</translation>
    </message>
</context>
<context>
    <name>WaitingPanel</name>
    <message>
        <source>Waiting</source>
        <translation>等候</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>号码</translation>
    </message>
    <message>
        <source>Business</source>
        <translation>办理事项</translation>
    </message>
    <message>
        <source>Wait</source>
        <translation>已等</translation>
    </message>
    <message>
        <source>Nobody waits</source>
        <translation>无人等候</translation>
    </message>
    <message>
        <source>New numbers appear here.</source>
        <translation>新号显示在这里。</translation>
    </message>
    <message>
        <source>Waiting: {0}</source>
        <translation>等候 {0} 人</translation>
    </message>
    <message>
        <source>on purpose only: {0}</source>
        <translation>仅可指定呼叫：{0}</translation>
    </message>
    <message>
        <source>Waiting list</source>
        <translation>候补名单</translation>
    </message>
    <message>
        <source>No number is known.</source>
        <translation>没有登记电话。</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>姓名</translation>
    </message>
    <message>
        <source>Wants</source>
        <translation>想要</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Type a booking, then press the clock beside Book to put somebody on the list.</source>
        <translation>填好预订后，按“预订”旁的时钟登记候补。</translation>
    </message>
    <message>
        <source>Free for this wish</source>
        <translation>可提供的房间</translation>
    </message>
    <message>
        <source>Takes it</source>
        <translation>接受</translation>
    </message>
    <message>
        <source>Waits again</source>
        <translation>继续候补</translation>
    </message>
    <message>
        <source>Take off</source>
        <translation>取消候补</translation>
    </message>
    <message>
        <source>Whom to phone</source>
        <translation>通知谁</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>电话</translation>
    </message>
    <message>
        <source>Any room that is large enough</source>
        <translation>坐得下的房间都可以</translation>
    </message>
    <message>
        <source>Put on the list</source>
        <translation>登记候补</translation>
    </message>
    <message>
        <source>any room</source>
        <translation>不限房间</translation>
    </message>
    <message>
        <source>held until {until}</source>
        <translation>保留至 {until}</translation>
    </message>
    <message>
        <source>a room is free now</source>
        <translation>现有空房</translation>
    </message>
</context>
<context>
    <name>WayBack</name>
    <message>
        <source>Take back</source>
        <translation>撤回</translation>
    </message>
    <message>
        <source>My day</source>
        <translation>我的操作</translation>
    </message>
    <message>
        <source>Done again: {0}</source>
        <translation>已恢复：{0}</translation>
    </message>
    <message>
        <source>Taken back: {0}</source>
        <translation>已撤回：{0}</translation>
    </message>
</context>
<context>
    <name>WindowPage</name>
    <message>
        <source>Window</source>
        <translation>窗口</translation>
    </message>
    <message>
        <source>Signed in without a window</source>
        <translation>未在窗口登录</translation>
    </message>
    <message>
        <source>{0}  {1}</source>
        <translation>{0} 号  {1}</translation>
    </message>
    <message>
        <source>{0} can be called again in {1} s</source>
        <translation>{0} 还需 {1} 秒才能重呼</translation>
    </message>
</context>
<context>
    <name>WindowsSection</name>
    <message>
        <source>Letters one after the other, like ABC. Empty: all lines.</source>
        <translation>字母连写，如 ABC。留空表示全部队伍。</translation>
    </message>
    <message>
        <source>Lines it serves</source>
        <translation>办理的队伍</translation>
    </message>
    <message>
        <source>Helps where another line is too long</source>
        <translation>其他队伍过长时协助</translation>
    </message>
    <message>
        <source>Lines of the hall</source>
        <translation>本厅队伍</translation>
    </message>
    <message>
        <source>all</source>
        <translation>全部</translation>
    </message>
</context>
<context>
    <name>WitnessPanel</name>
    <message>
        <source>Correction or note to the record</source>
        <translation>更正或补充说明</translation>
    </message>
    <message>
        <source>Back to the contract</source>
        <translation>返回合同</translation>
    </message>
    <message>
        <source>Print the record</source>
        <translation>打印记录</translation>
    </message>
    <message>
        <source>Add the note</source>
        <translation>补充</translation>
    </message>
    <message>
        <source>Write and seal the record</source>
        <translation>生成见证记录</translation>
    </message>
    <message>
        <source>Nobody has signed: there is nothing to record.</source>
        <translation>尚无人签署，没有可记录的内容。</translation>
    </message>
    <message>
        <source>Seal seen: {0}</source>
        <translation>已见印章：{0}</translation>
    </message>
    <message>
        <source>Page-crossing seal seen: {0}</source>
        <translation>已见骑缝章：{0}</translation>
    </message>
    <message>
        <source>Second clerk</source>
        <translation>第二见证人</translation>
    </message>
    <message>
        <source>nobody</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Pictures or film: where they are kept</source>
        <translation>照片或录像存放位置</translation>
    </message>
    <message>
        <source>Everybody agreed to pictures or film</source>
        <translation>到场人员均同意拍摄</translation>
    </message>
    <message>
        <source>Remarks</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>The record {number} was written and sealed, {at}.</source>
        <translation>见证记录 {number} 已于 {at} 生成并加封。</translation>
    </message>
    <message>
        <source>The record of this signing is not written yet.</source>
        <translation>尚未生成见证记录。</translation>
    </message>
    <message>
        <source>The record goes to the printer.</source>
        <translation>见证记录已送打印机。</translation>
    </message>
</context>
<context>
    <name>Wording</name>
    <message>
        <source>This is not possible now. Nothing was changed.</source>
        <translation>现在不能这样操作。数据未改动。</translation>
    </message>
    <message>
        <source>Something went wrong in the program. What was saved is safe, nothing was half written. Try once more, and give this number when you report it: {reference}</source>
        <translation>程序出错了。已保存的数据安全，没有只写一半的内容。请再试一次；报修时请提供编号：{reference}</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>{0}: {1}</source>
        <translation>{0}：{1}</translation>
    </message>
    <message>
        <source>{0} ({1})</source>
        <translation>{0}（{1}）</translation>
    </message>
    <message>
        <source>This cannot be taken as it stands.</source>
        <translation>此内容无法接受，请修改。</translation>
    </message>
    <message>
        <source>Clerk</source>
        <translation>窗口人员</translation>
    </message>
    <message>
        <source>Registrar</source>
        <translation>登记员</translation>
    </message>
    <message>
        <source>Supervisor</source>
        <translation>值班主管</translation>
    </message>
    <message>
        <source>Administrator</source>
        <translation>管理员</translation>
    </message>
    <message>
        <source>Auditor</source>
        <translation>审计员</translation>
    </message>
    <message>
        <source>receive visitors</source>
        <translation>接待来访</translation>
    </message>
    <message>
        <source>call visitors</source>
        <translation>叫号</translation>
    </message>
    <message>
        <source>book rooms</source>
        <translation>预订洽谈室</translation>
    </message>
    <message>
        <source>draft contracts</source>
        <translation>起草合同</translation>
    </message>
    <message>
        <source>review contracts</source>
        <translation>复核合同</translation>
    </message>
    <message>
        <source>witness signing</source>
        <translation>见证签署</translation>
    </message>
    <message>
        <source>seal contracts</source>
        <translation>合同盖章</translation>
    </message>
    <message>
        <source>print</source>
        <translation>打印</translation>
    </message>
    <message>
        <source>arrange the hall</source>
        <translation>大厅管理</translation>
    </message>
    <message>
        <source>arrange staff</source>
        <translation>人员管理</translation>
    </message>
    <message>
        <source>decide differences with the centre</source>
        <translation>处理与中心的差异</translation>
    </message>
    <message>
        <source>read the audit trail</source>
        <translation>查看审计记录</translation>
    </message>
    <message>
        <source>set up a hall</source>
        <translation>开设大厅</translation>
    </message>
    <message>
        <source>Resident identity card</source>
        <translation>居民身份证</translation>
    </message>
    <message>
        <source>Residence permit (HK, Macau, Taiwan)</source>
        <translation>港澳台居民居住证</translation>
    </message>
    <message>
        <source>Mainland travel permit (HK, Macau)</source>
        <translation>港澳居民来往内地通行证</translation>
    </message>
    <message>
        <source>Mainland travel permit (Taiwan)</source>
        <translation>台湾居民来往大陆通行证</translation>
    </message>
    <message>
        <source>Foreign permanent resident ID card</source>
        <translation>外国人永久居留身份证</translation>
    </message>
    <message>
        <source>Passport</source>
        <translation>护照</translation>
    </message>
    <message>
        <source>No document</source>
        <translation>未出示证件</translation>
    </message>
    <message>
        <source>The area code of this number is unknown. Look at the card once more.</source>
        <translation>号码中的地区代码查不到。请再核对证件。</translation>
    </message>
    <message>
        <source>An old number of 15 digits; it is kept with 18.</source>
        <translation>15 位旧号码，已转为 18 位保存。</translation>
    </message>
    <message>
        <source>The organisation code inside this number does not fit. Compare it once more.</source>
        <translation>其中的组织机构代码校验不符。请再核对一次。</translation>
    </message>
    <message>
        <source>No priority</source>
        <translation>不优先</translation>
    </message>
    <message>
        <source>Elderly</source>
        <translation>老年人</translation>
    </message>
    <message>
        <source>Disabled</source>
        <translation>残疾人</translation>
    </message>
    <message>
        <source>Military</source>
        <translation>军人</translation>
    </message>
    <message>
        <source>With an infant</source>
        <translation>携带婴幼儿</translation>
    </message>
    <message>
        <source>Other reason</source>
        <translation>其他</translation>
    </message>
    <message>
        <source>In hand</source>
        <translation>办理中</translation>
    </message>
    <message>
        <source>Completed</source>
        <translation>办结</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>等候</translation>
    </message>
    <message>
        <source>Called</source>
        <translation>已叫号</translation>
    </message>
    <message>
        <source>At the window</source>
        <translation>办理中</translation>
    </message>
    <message>
        <source>Did not come</source>
        <translation>未到</translation>
    </message>
    <message>
        <source>Served</source>
        <translation>已办结</translation>
    </message>
    <message>
        <source>Not spoken yet</source>
        <translation>未播报</translation>
    </message>
    <message>
        <source>Spoken</source>
        <translation>已播报</translation>
    </message>
    <message>
        <source>Shown, not spoken</source>
        <translation>已显示，未播报</translation>
    </message>
    <message>
        <source>Not asked yet</source>
        <translation>未询问</translation>
    </message>
    <message>
        <source>Confirmed</source>
        <translation>已确认</translation>
    </message>
    <message>
        <source>Refused by the centre</source>
        <translation>中心退回</translation>
    </message>
    <message>
        <source>To be confirmed</source>
        <translation>待确认</translation>
    </message>
    <message>
        <source>Without a centre</source>
        <translation>独立运行</translation>
    </message>
    <message>
        <source>Ticket slip</source>
        <translation>号票</translation>
    </message>
    <message>
        <source>Page</source>
        <translation>文档</translation>
    </message>
    <message>
        <source>To be printed</source>
        <translation>待打印</translation>
    </message>
    <message>
        <source>Printing</source>
        <translation>打印中</translation>
    </message>
    <message>
        <source>Printed</source>
        <translation>已打印</translation>
    </message>
    <message>
        <source>Not sure: please look</source>
        <translation>请看打印机</translation>
    </message>
    <message>
        <source>Taken off</source>
        <translation>已撤下</translation>
    </message>
    <message>
        <source>Waiting for the centre</source>
        <translation>待传</translation>
    </message>
    <message>
        <source>At the centre, not decided yet</source>
        <translation>已到中心，待定夺</translation>
    </message>
    <message>
        <source>At the centre</source>
        <translation>已到中心</translation>
    </message>
    <message>
        <source>The printer is off.</source>
        <translation>打印机未开机。</translation>
    </message>
    <message>
        <source>The printer has no paper.</source>
        <translation>打印机缺纸。</translation>
    </message>
    <message>
        <source>The printer&apos;s cover is open.</source>
        <translation>打印机盖未合上。</translation>
    </message>
    <message>
        <source>The printer does not answer.</source>
        <translation>打印机没有应答。</translation>
    </message>
    <message>
        <source>The printer refused the sheet.</source>
        <translation>打印机未接受。</translation>
    </message>
    <message>
        <source>Draft</source>
        <translation>起草</translation>
    </message>
    <message>
        <source>In review</source>
        <translation>复核</translation>
    </message>
    <message>
        <source>Ready to sign</source>
        <translation>待签</translation>
    </message>
    <message>
        <source>Being signed</source>
        <translation>签署中</translation>
    </message>
    <message>
        <source>Signed</source>
        <translation>已签</translation>
    </message>
    <message>
        <source>Sealed</source>
        <translation>已盖章</translation>
    </message>
    <message>
        <source>Void</source>
        <translation>作废</translation>
    </message>
    <message>
        <source>look at hidden data</source>
        <translation>查看隐藏信息</translation>
    </message>
    <message>
        <source>oversee rooms</source>
        <translation>管理房间</translation>
    </message>
    <message>
        <source>handle ratings</source>
        <translation>处理评价</translation>
    </message>
    <message>
        <source>same document number</source>
        <translation>证件号相同</translation>
    </message>
    <message>
        <source>same telephone</source>
        <translation>电话相同</translation>
    </message>
    <message>
        <source>same name</source>
        <translation>姓名相同</translation>
    </message>
    <message>
        <source>sounds alike</source>
        <translation>读音相近</translation>
    </message>
    <message>
        <source>Document number</source>
        <translation>证件号码</translation>
    </message>
    <message>
        <source>Telephone</source>
        <translation>联系电话</translation>
    </message>
    <message>
        <source>Whole record</source>
        <translation>全部信息</translation>
    </message>
    <message>
        <source>Visitor</source>
        <translation>来访人</translation>
    </message>
    <message>
        <source>Organisation</source>
        <translation>单位</translation>
    </message>
    <message>
        <source>Ticket</source>
        <translation>号票</translation>
    </message>
    <message>
        <source>Contract</source>
        <translation>合同</translation>
    </message>
    <message>
        <source>Registration</source>
        <translation>登记</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>号码</translation>
    </message>
    <message>
        <source>Masked name</source>
        <translation>脱敏姓名</translation>
    </message>
    <message>
        <source>Handed on</source>
        <translation>已转办</translation>
    </message>
    <message>
        <source>Kept for this window</source>
        <translation>指定到本窗口</translation>
    </message>
    <message>
        <source>Left over from an earlier day</source>
        <translation>前日留存</translation>
    </message>
    <message>
        <source>Has waited too long</source>
        <translation>等候超时</translation>
    </message>
    <message>
        <source>Appointment is due</source>
        <translation>预约已到时</translation>
    </message>
    <message>
        <source>Priority</source>
        <translation>优先</translation>
    </message>
    <message>
        <source>Ordinary visitor in turn</source>
        <translation>轮到普通号</translation>
    </message>
    <message>
        <source>Your own field</source>
        <translation>您的专办业务</translation>
    </message>
    <message>
        <source>Came first</source>
        <translation>先到先办</translation>
    </message>
    <message>
        <source>Not manned</source>
        <translation>无人在岗</translation>
    </message>
    <message>
        <source>Free</source>
        <translation>空闲</translation>
    </message>
    <message>
        <source>Calling</source>
        <translation>呼叫中</translation>
    </message>
    <message>
        <source>Serving</source>
        <translation>办理中</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>暂停服务</translation>
    </message>
    <message>
        <source>Few wait</source>
        <translation>等候较少</translation>
    </message>
    <message>
        <source>Many wait</source>
        <translation>等候较多</translation>
    </message>
    <message>
        <source>Too many wait</source>
        <translation>等候过多</translation>
    </message>
    <message>
        <source>Tickets not ended</source>
        <translation>未了结的号票</translation>
    </message>
    <message>
        <source>Lines that do not balance</source>
        <translation>号票不平的业务组</translation>
    </message>
    <message>
        <source>Calls not spoken</source>
        <translation>未播报的呼叫</translation>
    </message>
    <message>
        <source>Numbers without a slip</source>
        <translation>没有打印任务的号</translation>
    </message>
    <message>
        <source>Slips not printed</source>
        <translation>未打印完的号票</translation>
    </message>
    <message>
        <source>Cases still in hand</source>
        <translation>在办的办件</translation>
    </message>
    <message>
        <source>Served without a case</source>
        <translation>办结但无办件记录</translation>
    </message>
    <message>
        <source>Served without a call</source>
        <translation>办结但无呼叫记录</translation>
    </message>
    <message>
        <source>Visits whose log is not whole</source>
        <translation>时段记录不完整的来访</translation>
    </message>
    <message>
        <source>Not confirmed by the centre yet</source>
        <translation>待中心确认</translation>
    </message>
    <message>
        <source>Carry over to the next day</source>
        <translation>留到次日</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>作废</translation>
    </message>
    <message>
        <source>At rest</source>
        <translation>挂起</translation>
    </message>
    <message>
        <source>Not at rest</source>
        <translation>未挂起</translation>
    </message>
    <message>
        <source>Visitor completes the papers</source>
        <translation>不持件（补材料）</translation>
    </message>
    <message>
        <source>Papers stay at the window</source>
        <translation>持件（窗口办理）</translation>
    </message>
    <message>
        <source>Visitor waits at the window</source>
        <translation>等待</translation>
    </message>
    <message>
        <source>Left over for the next day</source>
        <translation>留到次日</translation>
    </message>
    <message>
        <source>Not printed yet</source>
        <translation>未打出</translation>
    </message>
    <message>
        <source>the file is empty.</source>
        <translation>文件是空的。</translation>
    </message>
    <message>
        <source>it is too large. One file has 20 MB at most, all of a contract 60 MB.</source>
        <translation>文件太大。单个不超过 20 MB，一份合同合计不超过 60 MB。</translation>
    </message>
    <message>
        <source>a contract has 30 attachments at most.</source>
        <translation>一份合同最多 30 个附件。</translation>
    </message>
    <message>
        <source>it is neither PDF nor PNG nor JPEG. Save it as PDF first.</source>
        <translation>不是 PDF、PNG 或 JPEG。请先另存为 PDF。</translation>
    </message>
    <message>
        <source>it is locked by a password. Save it without one first.</source>
        <translation>文件有密码。请先另存为无密码的文件。</translation>
    </message>
    <message>
        <source>the file is damaged and does not open. Fetch it once more.</source>
        <translation>文件已损坏，打不开。请重新取一份。</translation>
    </message>
    <message>
        <source>the same file is attached already.</source>
        <translation>同一文件已在附件中。</translation>
    </message>
    <message>
        <source>it is no Word file (.docx). Open it in the word processor and save it as .docx.</source>
        <translation>不是 Word 文件（.docx）。请在文字处理软件中另存为 .docx。</translation>
    </message>
    <message>
        <source>it is too large. A text has 20 MB at most.</source>
        <translation>文件太大，不超过 20 MB。</translation>
    </message>
    <message>
        <source>the file is damaged and does not open. Save it anew in the word processor.</source>
        <translation>文件已损坏，打不开。请在文字处理软件中重新保存。</translation>
    </message>
    <message>
        <source>there is no text in it. A scanned contract is attached as PDF instead.</source>
        <translation>里面没有文字。扫描的合同请作为 PDF 附件加入。</translation>
    </message>
    <message>
        <source>unchanged</source>
        <translation>未变</translation>
    </message>
    <message>
        <source>reworded</source>
        <translation>改动</translation>
    </message>
    <message>
        <source>added</source>
        <translation>新增</translation>
    </message>
    <message>
        <source>removed</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>moved</source>
        <translation>移动</translation>
    </message>
    <message>
        <source>Template</source>
        <translation>合同范本</translation>
    </message>
    <message>
        <source>Project</source>
        <translation>项目名称</translation>
    </message>
    <message>
        <source>Place of signing</source>
        <translation>签订地点</translation>
    </message>
    <message>
        <source>First day</source>
        <translation>有效期起</translation>
    </message>
    <message>
        <source>Last day</source>
        <translation>有效期止</translation>
    </message>
    <message>
        <source>Copies</source>
        <translation>份数</translation>
    </message>
    <message>
        <source>Total amount (yuan)</source>
        <translation>合同总金额（元）</translation>
    </message>
    <message>
        <source>Technical amount (yuan)</source>
        <translation>技术交易额（元）</translation>
    </message>
    <message>
        <source>Way of payment</source>
        <translation>支付方式</translation>
    </message>
    <message>
        <source>Entry fee (yuan)</source>
        <translation>入门费（元）</translation>
    </message>
    <message>
        <source>Other way of payment</source>
        <translation>其他支付方式</translation>
    </message>
    <message>
        <source>Instalment</source>
        <translation>分期</translation>
    </message>
    <message>
        <source>Cost that is no technology</source>
        <translation>非技术性费用</translation>
    </message>
    <message>
        <source>Keeper of copies</source>
        <translation>持有份数</translation>
    </message>
    <message>
        <source>About a party</source>
        <translation>当事人信息</translation>
    </message>
    <message>
        <source>Agent</source>
        <translation>委托代理人</translation>
    </message>
    <message>
        <source>Attachment</source>
        <translation>附件</translation>
    </message>
    <message>
        <source>Contract that is changed</source>
        <translation>所变更的合同</translation>
    </message>
    <message>
        <source>Filled in</source>
        <translation>填写内容</translation>
    </message>
    <message>
        <source>The number belongs to another kind of patent.</source>
        <translation>专利号与专利类型不符。</translation>
    </message>
    <message>
        <source>The filing day is of another year than the number.</source>
        <translation>申请日与专利号的年份不符。</translation>
    </message>
    <message>
        <source>The filing day is after the contract&apos;s first day.</source>
        <translation>申请日晚于合同开始日。</translation>
    </message>
    <message>
        <source>The right has expired.</source>
        <translation>权利已经届满。</translation>
    </message>
    <message>
        <source>The licence runs longer than the right itself.</source>
        <translation>许可期限超过权利存续期限。</translation>
    </message>
    <message>
        <source>The licence ends before it begins.</source>
        <translation>许可结束日早于开始日。</translation>
    </message>
    <message>
        <source>Who gives only money or equipment commissions: take the other template.</source>
        <translation>一方只提供资金或条件的属于委托开发，请改用委托开发范本。</translation>
    </message>
    <message>
        <source>The annual fee is not paid up.</source>
        <translation>年费未缴纳到合同开始日。</translation>
    </message>
    <message>
        <source>Earlier licences stand beside an exclusive or sole one.</source>
        <translation>独占或排他许可之前已有其他许可。</translation>
    </message>
    <message>
        <source>This day lies outside the contract&apos;s term.</source>
        <translation>该日期不在合同有效期内。</translation>
    </message>
    <message>
        <source>The text breaks the rules of TOML here.</source>
        <translation>此处不符合 TOML 书写规则。</translation>
    </message>
    <message>
        <source>The text is too long.</source>
        <translation>文本过长。</translation>
    </message>
    <message>
        <source>An entry is missing:</source>
        <translation>缺少项目：</translation>
    </message>
    <message>
        <source>There is no entry of this name:</source>
        <translation>没有此项目：</translation>
    </message>
    <message>
        <source>This key stands twice:</source>
        <translation>键重复：</translation>
    </message>
    <message>
        <source>This entry has a value of the wrong kind:</source>
        <translation>项目的值类型不对：</translation>
    </message>
    <message>
        <source>This is the text of another template:</source>
        <translation>这是另一范本的文本：</translation>
    </message>
    <message>
        <source>A brace is not closed or not opened:</source>
        <translation>花括号不配对：</translation>
    </message>
    <message>
        <source>A blank without a variable:</source>
        <translation>空格没有对应的变量：</translation>
    </message>
    <message>
        <source>A variable that no clause asks for:</source>
        <translation>没有条款使用的变量：</translation>
    </message>
    <message>
        <source>This is none of the answers:</source>
        <translation>不在选项之内：</translation>
    </message>
    <message>
        <source>A section that every edition needs:</source>
        <translation>缺少必备条款：</translation>
    </message>
    <message>
        <source>The name of a party&apos;s role is missing:</source>
        <translation>缺少当事人称谓：</translation>
    </message>
    <message>
        <source>Exactly one section carries the price.</source>
        <translation>应当有且只有一个价款条款。</translation>
    </message>
    <message>
        <source>This law is no longer in force:</source>
        <translation>该法律已经废止：</translation>
    </message>
    <message>
        <source>There is no such fact.</source>
        <translation>没有这一项：</translation>
    </message>
    <message>
        <source>This word in brackets is not known.</source>
        <translation>方括号中的词无法识别：</translation>
    </message>
    <message>
        <source>A brace is not closed or not opened.</source>
        <translation>花括号不成对。</translation>
    </message>
    <message>
        <source>The line is too long (200 characters at most).</source>
        <translation>该行过长（最多 200 字）。</translation>
    </message>
    <message>
        <source>The slip has too many lines (60 at most).</source>
        <translation>行数过多（最多 60 行）。</translation>
    </message>
    <message>
        <source>A character here cannot be printed.</source>
        <translation>含有不能打印的字符。</translation>
    </message>
    <message>
        <source>The number must stand on the slip.</source>
        <translation>号票上必须有号码：</translation>
    </message>
    <message>
        <source>The card reader&apos;s program does not start.</source>
        <translation>身份证阅读器程序无法启动。</translation>
    </message>
    <message>
        <source>The card reader&apos;s program does not fit this one.</source>
        <translation>身份证阅读器程序与本系统不匹配。</translation>
    </message>
    <message>
        <source>The card reader does not answer.</source>
        <translation>身份证阅读器没有应答。</translation>
    </message>
    <message>
        <source>The card reader&apos;s program has ended.</source>
        <translation>身份证阅读器程序已退出。</translation>
    </message>
    <message>
        <source>No card reader is plugged in.</source>
        <translation>未连接身份证阅读器。</translation>
    </message>
    <message>
        <source>The card could not be read. Lay it down once more.</source>
        <translation>证件读取失败，请重新放置。</translation>
    </message>
    <message>
        <source>The card reader reports a fault.</source>
        <translation>身份证阅读器报告故障。</translation>
    </message>
    <message>
        <source>Expired</source>
        <translation>已过期</translation>
    </message>
    <message>
        <source>Root certificate</source>
        <translation>根证书</translation>
    </message>
    <message>
        <source>Key of the codes on paper</source>
        <translation>纸面二维码密钥</translation>
    </message>
    <message>
        <source>There is no signature.</source>
        <translation>没有数字签名。</translation>
    </message>
    <message>
        <source>The signature does not fit the content any more.</source>
        <translation>签名与内容不符。</translation>
    </message>
    <message>
        <source>Something was added after the last signature.</source>
        <translation>最后一个签名之后又追加了内容。</translation>
    </message>
    <message>
        <source>The signature allows later changes.</source>
        <translation>签名允许事后修改。</translation>
    </message>
    <message>
        <source>The signer is not known.</source>
        <translation>签名人不明。</translation>
    </message>
    <message>
        <source>There is a signature too many.</source>
        <translation>多出一个签名。</translation>
    </message>
    <message>
        <source>A signature is missing.</source>
        <translation>缺少签名。</translation>
    </message>
    <message>
        <source>Somebody signed in another&apos;s place.</source>
        <translation>签名人不是应签的人。</translation>
    </message>
    <message>
        <source>A form field was added, taken out or changed.</source>
        <translation>表单域被增加、删除或修改。</translation>
    </message>
    <message>
        <source>The page was changed.</source>
        <translation>页面被修改。</translation>
    </message>
    <message>
        <source>An attached file was changed.</source>
        <translation>所附文件被修改。</translation>
    </message>
    <message>
        <source>The file&apos;s description was changed.</source>
        <translation>文件说明信息被修改。</translation>
    </message>
    <message>
        <source>A revision holds more than its signature.</source>
        <translation>修订中有签名以外的改动。</translation>
    </message>
    <message>
        <source>The signature belongs to another text.</source>
        <translation>签名对应的是另一份文本。</translation>
    </message>
    <message>
        <source>The signed code is not the hall&apos;s.</source>
        <translation>签名二维码不是本大厅签发的。</translation>
    </message>
    <message>
        <source>The key was revoked.</source>
        <translation>密钥已被吊销。</translation>
    </message>
    <message>
        <source>The file is not the one in the register.</source>
        <translation>不是登记簿中的那份文件。</translation>
    </message>
    <message>
        <source>Party A (buyer)</source>
        <translation>甲方（买方）</translation>
    </message>
    <message>
        <source>Party B (seller)</source>
        <translation>乙方（卖方）</translation>
    </message>
    <message>
        <source>In one sum</source>
        <translation>一次总付</translation>
    </message>
    <message>
        <source>In instalments</source>
        <translation>分期支付</translation>
    </message>
    <message>
        <source>Royalty</source>
        <translation>提成支付</translation>
    </message>
    <message>
        <source>Entry fee and royalty</source>
        <translation>入门费加提成</translation>
    </message>
    <message>
        <source>Otherwise</source>
        <translation>其他方式</translation>
    </message>
    <message>
        <source>of the product&apos;s price</source>
        <translation>按产品价格</translation>
    </message>
    <message>
        <source>of the new output value</source>
        <translation>按新增产值</translation>
    </message>
    <message>
        <source>of the new profit</source>
        <translation>按新增利润</translation>
    </message>
    <message>
        <source>of the sales</source>
        <translation>按产品销售额</translation>
    </message>
    <message>
        <source>the same rate every year</source>
        <translation>固定比例</translation>
    </message>
    <message>
        <source>a rate that rises</source>
        <translation>逐年递增</translation>
    </message>
    <message>
        <source>a rate that falls</source>
        <translation>逐年递减</translation>
    </message>
    <message>
        <source>Equipment</source>
        <translation>设备</translation>
    </message>
    <message>
        <source>Instrument</source>
        <translation>仪器</translation>
    </message>
    <message>
        <source>Parts</source>
        <translation>零部件</translation>
    </message>
    <message>
        <source>Raw material</source>
        <translation>原材料</translation>
    </message>
    <message>
        <source>Other costs</source>
        <translation>其他费用</translation>
    </message>
    <message>
        <source>Party</source>
        <translation>当事人</translation>
    </message>
    <message>
        <source>Registration agency</source>
        <translation>登记机构</translation>
    </message>
    <message>
        <source>Tax office</source>
        <translation>税务机关</translation>
    </message>
    <message>
        <source>Bank that pays</source>
        <translation>付款银行</translation>
    </message>
    <message>
        <source>This hall</source>
        <translation>本大厅</translation>
    </message>
    <message>
        <source>Somebody else</source>
        <translation>其他持有人</translation>
    </message>
    <message>
        <source>Supplement</source>
        <translation>补充协议</translation>
    </message>
    <message>
        <source>New contract in its place</source>
        <translation>替代合同</translation>
    </message>
    <message>
        <source>By the card reader</source>
        <translation>读卡核验</translation>
    </message>
    <message>
        <source>Document seen</source>
        <translation>人工查验证件</translation>
    </message>
    <message>
        <source>Known from the record</source>
        <translation>档案核对</translation>
    </message>
    <message>
        <source>Text saved</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Handed in</source>
        <translation>送审</translation>
    </message>
    <message>
        <source>Sent back</source>
        <translation>退回</translation>
    </message>
    <message>
        <source>Text frozen</source>
        <translation>定稿</translation>
    </message>
    <message>
        <source>Imported</source>
        <translation>导入</translation>
    </message>
    <message>
        <source>Legal representative</source>
        <translation>法定代表人</translation>
    </message>
    <message>
        <source>Agent with authority</source>
        <translation>委托代理人</translation>
    </message>
    <message>
        <source>Pen</source>
        <translation>笔</translation>
    </message>
    <message>
        <source>Finger</source>
        <translation>手指</translation>
    </message>
    <message>
        <source>Mouse</source>
        <translation>鼠标</translation>
    </message>
    <message>
        <source>By hand on paper</source>
        <translation>纸质签署</translation>
    </message>
    <message>
        <source>the file is not there</source>
        <translation>文件不存在</translation>
    </message>
    <message>
        <source>it is no TrueType font</source>
        <translation>不是 TrueType 字体</translation>
    </message>
    <message>
        <source>it is a variable font and prints too thin</source>
        <translation>可变字体，打印过细</translation>
    </message>
    <message>
        <source>its licence forbids embedding</source>
        <translation>许可不允许嵌入</translation>
    </message>
    <message>
        <source>it draws the yuan sign as a dollar</source>
        <translation>把“￥”画成“$”</translation>
    </message>
    <message>
        <source>Negotiation room</source>
        <translation>洽谈室</translation>
    </message>
    <message>
        <source>Roadshow hall</source>
        <translation>路演大厅</translation>
    </message>
    <message>
        <source>As wished</source>
        <translation>如愿</translation>
    </message>
    <message>
        <source>A little earlier or later</source>
        <translation>时间稍作调整</translation>
    </message>
    <message>
        <source>Shortened</source>
        <translation>时间缩短</translation>
    </message>
    <message>
        <source>Another room</source>
        <translation>换房间</translation>
    </message>
    <message>
        <source>Another day</source>
        <translation>换日期</translation>
    </message>
    <message>
        <source>Next free hour</source>
        <translation>下一空闲时间</translation>
    </message>
    <message>
        <source>This month has no such day</source>
        <translation>该月无此日</translation>
    </message>
    <message>
        <source>This month has no fifth such weekday</source>
        <translation>该月无第五个该星期</translation>
    </message>
    <message>
        <source>The clock is put forward then</source>
        <translation>该时刻不存在</translation>
    </message>
    <message>
        <source>No opening hours are set</source>
        <translation>未设开放时间</translation>
    </message>
    <message>
        <source>Public holiday</source>
        <translation>法定节假日</translation>
    </message>
    <message>
        <source>Closed that day</source>
        <translation>当日不开放</translation>
    </message>
    <message>
        <source>Before opening</source>
        <translation>未到开放时间</translation>
    </message>
    <message>
        <source>Midday break</source>
        <translation>午间休息</translation>
    </message>
    <message>
        <source>After closing</source>
        <translation>已过开放时间</translation>
    </message>
    <message>
        <source>bookings</source>
        <translation>次</translation>
    </message>
    <message>
        <source>minutes</source>
        <translation>分钟</translation>
    </message>
    <message>
        <source>a day</source>
        <translation>每日</translation>
    </message>
    <message>
        <source>a week</source>
        <translation>每周</translation>
    </message>
    <message>
        <source>a month</source>
        <translation>每月</translation>
    </message>
    <message>
        <source>This date</source>
        <translation>仅此次</translation>
    </message>
    <message>
        <source>This and the following</source>
        <translation>此次及以后</translation>
    </message>
    <message>
        <source>All dates to come</source>
        <translation>全部未到日期</translation>
    </message>
    <message>
        <source>Waiting for check-in</source>
        <translation>待签到</translation>
    </message>
    <message>
        <source>Not in use</source>
        <translation>停用</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>已取消</translation>
    </message>
    <message>
        <source>Asked for</source>
        <translation>待审批</translation>
    </message>
    <message>
        <source>Held for the waiting list</source>
        <translation>为候补保留</translation>
    </message>
    <message>
        <source>Declined</source>
        <translation>已谢绝</translation>
    </message>
    <message>
        <source>Released</source>
        <translation>已释放</translation>
    </message>
    <message>
        <source>Will be booked</source>
        <translation>将预订</translation>
    </message>
    <message>
        <source>Will be moved</source>
        <translation>将改期</translation>
    </message>
    <message>
        <source>Will be brought up to date</source>
        <translation>将更新</translation>
    </message>
    <message>
        <source>Will be given back</source>
        <translation>将退订</translation>
    </message>
    <message>
        <source>Nothing to do: it is here</source>
        <translation>已存在，无需处理</translation>
    </message>
    <message>
        <source>Here under another title, which stays. If the file is right, change it on F6.</source>
        <translation>此处的标题不同，保持不变；如以文件为准，请在洽谈页（F6）修改。</translation>
    </message>
    <message>
        <source>Over already</source>
        <translation>已过期</translation>
    </message>
    <message>
        <source>The file is no calendar, or is damaged. Export it again.</source>
        <translation>不是日历文件或已损坏，请重新导出。</translation>
    </message>
    <message>
        <source>The file is larger than 5 MB. Export a shorter time.</source>
        <translation>文件超过 5 MB，请缩短导出时段。</translation>
    </message>
    <message>
        <source>Without a UID it cannot be followed. Type it in by hand.</source>
        <translation>缺少 UID，无法跟踪，请手工录入。</translation>
    </message>
    <message>
        <source>Its start cannot be read. Type it in by hand.</source>
        <translation>开始时间无法识别，请手工录入。</translation>
    </message>
    <message>
        <source>Its end cannot be read. Type it in by hand.</source>
        <translation>结束时间无法识别，请手工录入。</translation>
    </message>
    <message>
        <source>It ends before it begins.</source>
        <translation>结束早于开始。</translation>
    </message>
    <message>
        <source>It repeats. Make the series on the rooms page (F6) with Ctrl+R.</source>
        <translation>这是周期会议，请在洽谈页（F6）按 Ctrl+R 建立周期。</translation>
    </message>
    <message>
        <source>Not noted yet</source>
        <translation>未记录</translation>
    </message>
    <message>
        <source>Intention to contract</source>
        <translation>达成意向</translation>
    </message>
    <message>
        <source>To be continued</source>
        <translation>继续洽谈</translation>
    </message>
    <message>
        <source>No result</source>
        <translation>未达成</translation>
    </message>
    <message>
        <source>Nothing in particular</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Case</source>
        <translation>办件</translation>
    </message>
    <message>
        <source>Demand</source>
        <translation>需求</translation>
    </message>
    <message>
        <source>Achievement</source>
        <translation>成果</translation>
    </message>
    <message>
        <source>Waiting for a room</source>
        <translation>候补中</translation>
    </message>
    <message>
        <source>Offered</source>
        <translation>已提供</translation>
    </message>
    <message>
        <source>Taken</source>
        <translation>已接受</translation>
    </message>
    <message>
        <source>In any order</source>
        <translation>不分先后</translation>
    </message>
    <message>
        <source>As listed</source>
        <translation>按所列顺序</translation>
    </message>
    <message>
        <source>More than 5,000 meetings: none is read. Export fewer.</source>
        <translation>超过 5,000 场会议，未读取。请缩短导出的时间范围。</translation>
    </message>
    <message>
        <source>Which date of a series it changes cannot be read. Type it in by hand.</source>
        <translation>无法识别它更改的是周期中的哪一天，请手工录入。</translation>
    </message>
    <message>
        <source>Lapsed</source>
        <translation>已过期</translation>
    </message>
    <message>
        <source>Withdrawn</source>
        <translation>已退出</translation>
    </message>
    <message>
        <source>Negotiation</source>
        <translation>洽谈</translation>
    </message>
    <message>
        <source>Signing</source>
        <translation>签约</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>评审</translation>
    </message>
    <message>
        <source>Roadshow</source>
        <translation>路演</translation>
    </message>
    <message>
        <source>Buyer</source>
        <translation>买方</translation>
    </message>
    <message>
        <source>Seller</source>
        <translation>卖方</translation>
    </message>
    <message>
        <source>Broker</source>
        <translation>中介方</translation>
    </message>
    <message>
        <source>Other party</source>
        <translation>其他方</translation>
    </message>
    <message>
        <source>Display</source>
        <translation>显示屏</translation>
    </message>
    <message>
        <source>Projector</source>
        <translation>投影仪</translation>
    </message>
    <message>
        <source>Whiteboard</source>
        <translation>白板</translation>
    </message>
    <message>
        <source>Video call</source>
        <translation>视频会议</translation>
    </message>
    <message>
        <source>Microphone</source>
        <translation>话筒</translation>
    </message>
    <message>
        <source>Signature pad</source>
        <translation>签名板</translation>
    </message>
    <message>
        <source>Printer</source>
        <translation>打印机</translation>
    </message>
    <message>
        <source>Standalone</source>
        <translation>独立运行</translation>
    </message>
    <message>
        <source>In step</source>
        <translation>已同步</translation>
    </message>
    <message>
        <source>Sending</source>
        <translation>上传中</translation>
    </message>
    <message>
        <source>Being filled</source>
        <translation>取回数据</translation>
    </message>
    <message>
        <source>Offline</source>
        <translation>离线</translation>
    </message>
    <message>
        <source>A decision is needed</source>
        <translation>需要处理</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>被退回</translation>
    </message>
    <message>
        <source>Value kept</source>
        <translation>未采用</translation>
    </message>
    <message>
        <source>To decide</source>
        <translation>待处理</translation>
    </message>
    <message>
        <source>Theirs taken</source>
        <translation>采用中心的</translation>
    </message>
    <message>
        <source>Submitted again</source>
        <translation>重新提交</translation>
    </message>
    <message>
        <source>Made anew</source>
        <translation>另行办理</translation>
    </message>
    <message>
        <source>The file cannot be read.</source>
        <translation>文件无法读取。</translation>
    </message>
    <message>
        <source>Screen at the window</source>
        <translation>窗口评价器</translation>
    </message>
    <message>
        <source>By the slip</source>
        <translation>扫号票</translation>
    </message>
    <message>
        <source>Follow-up</source>
        <translation>追评</translation>
    </message>
    <message>
        <source>To be given out</source>
        <translation>待分派</translation>
    </message>
    <message>
        <source>To be contacted</source>
        <translation>待回访</translation>
    </message>
    <message>
        <source>Being mended</source>
        <translation>整改中</translation>
    </message>
    <message>
        <source>Visitor informed</source>
        <translation>已反馈</translation>
    </message>
    <message>
        <source>Settled</source>
        <translation>已办结</translation>
    </message>
    <message>
        <source>Rated by mistake</source>
        <translation>认定误评</translation>
    </message>
    <message>
        <source>Not so</source>
        <translation>认定不实</translation>
    </message>
    <message>
        <source>In time</source>
        <translation>未到期</translation>
    </message>
    <message>
        <source>Due today</source>
        <translation>今日到期</translation>
    </message>
    <message>
        <source>Late</source>
        <translation>已超期</translation>
    </message>
    <message>
        <source>Can be taken back</source>
        <translation>可撤回</translation>
    </message>
    <message>
        <source>Something later stands on it</source>
        <translation>已有后续操作</translation>
    </message>
    <message>
        <source>Has no way back</source>
        <translation>不能撤回</translation>
    </message>
    <message>
        <source>Too early</source>
        <translation>未到签到时间</translation>
    </message>
    <message>
        <source>In time for the appointment</source>
        <translation>按时</translation>
    </message>
    <message>
        <source>Late: ordinary queue</source>
        <translation>迟到，按普通号排队</translation>
    </message>
    <message>
        <source>Not to be checked in</source>
        <translation>不可签到</translation>
    </message>
    <message>
        <source>Agreed</source>
        <translation>已预约</translation>
    </message>
    <message>
        <source>Has come</source>
        <translation>已到</translation>
    </message>
    <message>
        <source>Appointment not kept</source>
        <translation>爽约</translation>
    </message>
    <message>
        <source>Called off</source>
        <translation>已取消</translation>
    </message>
    <message>
        <source>Excused</source>
        <translation>已谅解</translation>
    </message>
    <message>
        <source>Nothing due</source>
        <translation>无期限</translation>
    </message>
    <message>
        <source>Your role may not do this ({permission}). Nothing was changed. Ask a colleague who may.</source>
        <translation>您的岗位没有此项权限（{permission}）。数据未改动，请有权限的同事办理。</translation>
    </message>
    <message>
        <source>This record is no longer here. Nothing was changed. Search for it again.</source>
        <translation>这条记录已不在。数据未改动，请重新查找。</translation>
    </message>
    <message>
        <source>This step is not possible now, the state is already: {state}. Nothing was changed.</source>
        <translation>当前状态为“{state}”，不能做这一步。数据未改动。</translation>
    </message>
    <message>
        <source>Login and password do not fit. Tries left before the account is locked: {left}.</source>
        <translation>登录名或密码不对。还可以试 {left} 次，之后账号将锁定。</translation>
    </message>
    <message>
        <source>Too many failed tries. This account is locked until {until}. Other accounts can sign in.</source>
        <translation>错误次数过多，账号锁定至 {until}。其他账号可以登录。</translation>
    </message>
    <message>
        <source>This password is too easy to guess: {problem}</source>
        <translation>密码太容易被猜到：{problem}</translation>
    </message>
    <message>
        <source>Somebody already signs in as {login}. Nothing was changed. Choose another login.</source>
        <translation>登录名 {login} 已有人使用。数据未改动，请换一个登录名。</translation>
    </message>
    <message>
        <source>The key of the data cannot be read ({place}). Nothing was changed. Ask the administrator.</source>
        <translation>读不到数据密钥（{place}）。数据未改动，请联系管理员。</translation>
    </message>
    <message>
        <source>The data were written by a newer program (version {found}, this one knows {known}). They were not touched. Install the newer program.</source>
        <translation>数据由更新版本的程序写入（版本 {found}，本程序支持到 {known}）。数据未动，请安装新版程序。</translation>
    </message>
    <message>
        <source>The data file does not open with this computer&apos;s key: {path}. It was not touched. Restore the key or a backup.</source>
        <translation>用本机密钥打不开数据文件：{path}。文件未动，请恢复密钥或备份。</translation>
    </message>
    <message>
        <source>The database library {found} can damage data, {needed} is needed. Nothing was opened. Install the program again.</source>
        <translation>数据库组件 {found} 可能损坏数据，需要 {needed}。数据未打开，请重新安装程序。</translation>
    </message>
    <message>
        <source>Nobody is waiting for window {window_number}. The last case stays as it is.</source>
        <translation>{window_number} 号窗口无人等候。上一办件保持原状。</translation>
    </message>
    <message>
        <source>{number} was called {calls} times already. Set the ticket aside as missed; it can be called later.</source>
        <translation>{number} 已叫 {calls} 次。请记为未到，以后还可以再叫。</translation>
    </message>
    <message>
        <source>{number} was called a moment ago. In {seconds_left} s it can be called again.</source>
        <translation>{number} 刚刚呼叫过，{seconds_left} 秒后可再次呼叫。</translation>
    </message>
    <message>
        <source>Window {window_number} is paused and calls nobody. Resume it first.</source>
        <translation>{window_number} 号窗口已暂停服务，不能呼叫。请先恢复服务。</translation>
    </message>
    <message>
        <source>{number} is at the window. Finish that case first, then go on.</source>
        <translation>{number} 正在本窗口办理。请先办结，再继续挂起的业务。</translation>
    </message>
    <message>
        <source>The centre cannot be asked, and another window might call the same visitor. {waiting_from_before} wait from before. Wait for the line, share the line if the whole hall is cut off, or call a chosen visitor on purpose.</source>
        <translation>与中心断开，其他窗口可能呼叫同一位来访人。断开前有 {waiting_from_before} 人等候。请等待恢复；如全大厅断网，可分摊队列；也可指定呼叫。</translation>
    </message>
    <message>
        <source>The line is shared, and whoever waits for this window now ({waiting_from_before}) belongs to other windows. Wait for the line, or choose one from the list (F10, digit) and call on purpose.</source>
        <translation>队列已分摊，本窗口可办的 {waiting_from_before} 位等候人都归其他窗口。请等待恢复，或从列表选人（F10 加数字）指定呼叫。</translation>
    </message>
    <message>
        <source>{number} was called {minutes} minutes ago; that is too long. Take a new number (F1).</source>
        <translation>{number} 在 {minutes} 分钟前呼叫，已超过可重排的时间。请重新取号（F1）。</translation>
    </message>
    <message>
        <source>Line {letter} gives {quota} numbers a day, and {taken} are given. One more needs your word.</source>
        <translation>{letter} 类每日限 {quota} 个号，已取 {taken} 个。如需加号，请确认。</translation>
    </message>
    <message>
        <source>{number} was handed on to another window or colleague and is called there.</source>
        <translation>{number} 已转到其他窗口或人员，由其呼叫。</translation>
    </message>
    <message>
        <source>Visitors are still at windows: {numbers}. Finish their cases, then close the day.</source>
        <translation>还有来访人在窗口办理：{numbers}。请先办结，再做日终。</translation>
    </message>
    <message>
        <source>Another window has called {number} already. Nothing was changed here. Call the next.</source>
        <translation>另一窗口已叫 {number}。本机未改动，请叫下一位。</translation>
    </message>
    <message>
        <source>You are signed in without a window. Sign in again and choose one to call visitors.</source>
        <translation>您未在窗口登录。要叫号，请重新登录并选择窗口。</translation>
    </message>
    <message>
        <source>{number} is called. Say first whether the visitor came (Enter) or not (F4).</source>
        <translation>{number} 正在叫号。请先确认来访人已到（回车）或未到（F4）。</translation>
    </message>
    <message>
        <source>The draft is not complete yet. Everything typed is kept. The list of open points says what is missing.</source>
        <translation>草稿还不完整。已录入的内容都在，缺什么请看待补项。</translation>
    </message>
    <message>
        <source>{number} was saved at {moved_at} by {by} meanwhile. Nothing was overwritten, what you typed is still here. Compare the two and go on with one of them.</source>
        <translation>{number} 已由{by}在 {moved_at} 保存。没有覆盖任何内容，您输入的仍在。请比对两稿，选一稿继续。</translation>
    </message>
    <message>
        <source>A colleague drafted {number}. Nothing was changed. Only who drafted it takes it back; a reviewer can send it back.</source>
        <translation>{number} 由同事起草，没有改动。只有起草人能撤回，审核人可以退回。</translation>
    </message>
    <message>
        <source>{number} is not sealed yet. Nothing was begun. Change its own text instead.</source>
        <translation>{number} 还没有盖章，没有新建。请直接修改原文。</translation>
    </message>
    <message>
        <source>{name} was not attached: {why}</source>
        <translation>{name} 没有加入附件：{why}</translation>
    </message>
    <message>
        <source>{name} was not read: {why}</source>
        <translation>{name} 没有读入：{why}</translation>
    </message>
    <message>
        <source>You drafted {number} yourself. Nothing was changed. A colleague who may review has to look at it.</source>
        <translation>{number} 是您本人起草的。数据未改动，请有复核权限的同事复核。</translation>
    </message>
    <message>
        <source>Not every line of the list is ticked, {missing} are left. Nothing was changed.</source>
        <translation>清单还有 {missing} 项未勾选。数据未改动。</translation>
    </message>
    <message>
        <source>This step needs a reason that others can read later. Nothing was changed. Write one.</source>
        <translation>这一步需要填写原因，供日后查看。数据未改动，请填写。</translation>
    </message>
    <message>
        <source>{party} has signed already. The first signature stands, nothing was added.</source>
        <translation>{party}已经签过。以第一次签名为准，未新增内容。</translation>
    </message>
    <message>
        <source>Nothing was drawn for {party}. No signature was kept. Sign on the pad.</source>
        <translation>{party}还没有签名。未保存签名，请在签名板上签名。</translation>
    </message>
    <message>
        <source>An agent signs for {party} by a power of attorney. No signature was kept. Write its number and period.</source>
        <translation>代理人代{party}签署须凭授权委托书。未保存签名，请填写委托书的编号和期限。</translation>
    </message>
    <message>
        <source>{signer} has signed for another party already. No signature was kept. Somebody else has to sign.</source>
        <translation>{signer} 已代表另一方签署。未保存签名，请由他人签署。</translation>
    </message>
    <message>
        <source>The text of {number} is not the one that was reviewed. Nothing was signed or sealed. Send it back to review.</source>
        <translation>{number} 的文本与复核时不一致。未签署，未盖章，请退回重新复核。</translation>
    </message>
    <message>
        <source>The sealed file of {number} lies at the terminal where it was sealed. Print or save it there.</source>
        <translation>{number} 的盖章文件在当初盖章的终端上，请到那里打印或另存。</translation>
    </message>
    <message>
        <source>The attachment {name} lies at another terminal. Nothing was changed; do this there.</source>
        <translation>附件“{name}”在另一台终端上，没有作任何改动，请到那台终端办理。</translation>
    </message>
    <message>
        <source>This folder holds a hall already: {hall}. Nothing was changed. Another hall needs another folder.</source>
        <translation>这个文件夹里已有大厅：{hall}。数据未改动，另开大厅请换文件夹。</translation>
    </message>
    <message>
        <source>No centre was named and none can be started here. Nothing was sent. Give the address of one.</source>
        <translation>没有指定中心，本机也无法启动中心。未发送数据，请填写中心地址。</translation>
    </message>
    <message>
        <source>{printer}: {reason} The sheet is safe and waits. Mend the printer; it goes on by itself.</source>
        <translation>{printer}：{reason}内容已保留，排队待打。处理好打印机后会自动继续。</translation>
    </message>
    <message>
        <source>Line {line}: {problem} {about} Nothing was saved, and what you typed is kept.</source>
        <translation>第 {line} 行：{problem}{about}&#x3000;未保存，您输入的内容仍保留。</translation>
    </message>
    <message>
        <source>Line {line}: {problem} {word} The layout in force stays, and what you typed is kept.</source>
        <translation>第 {line} 行：{problem}{word}&#x3000;原版式不变，您输入的内容已保留。</translation>
    </message>
    <message>
        <source>{fault} It is tried again by itself; documents can be typed meanwhile.</source>
        <translation>{fault}会自动重试；其间可手工录入证件。</translation>
    </message>
    <message>
        <source>Both lines are the same record of {name}. Nothing was merged. Choose another.</source>
        <translation>两行是 {name} 的同一条记录，未合并。请另选一条。</translation>
    </message>
    <message>
        <source>The record of {name} has ended already. Nothing was changed. Search once more.</source>
        <translation>{name} 的记录已停用，未作更改。请重新查找。</translation>
    </message>
    <message>
        <source>{room} has {seats} seats, {party_size} people are coming. Nothing was booked. Choose a larger room.</source>
        <translation>{room} 有 {seats} 座，来 {party_size} 人。未预订，请选大一些的房间。</translation>
    </message>
    <message>
        <source>{room} is taken from {starts_at} to {ends_at}. Nothing was booked. Choose another hour or room.</source>
        <translation>{room} 在 {starts_at} 至 {ends_at} 已占用。未预订，请换时间或房间。</translation>
    </message>
    <message>
        <source>The centre has given {room} to somebody else. Nothing stays booked. Choose another hour or room.</source>
        <translation>中心已把 {room} 安排给别人。本次预订已取消，请换时间或房间。</translation>
    </message>
    <message>
        <source>The centre did not take the booking of {room}. Nothing stays booked. Choose another hour or room.</source>
        <translation>中心没有接受 {room} 的预订。本次预订已取消，请换时间或房间。</translation>
    </message>
    <message>
        <source>{room} cannot be had then. Nothing was booked. Choose another hour or room.</source>
        <translation>{room}此时不能预订，未预订。请另选时间或房间。</translation>
    </message>
    <message>
        <source>Somebody else has changed this booking meanwhile. It stands as the centre has it; look again.</source>
        <translation>此预订刚被他人改动，以中心为准，请重新查看。</translation>
    </message>
    <message>
        <source>{count} of {of} dates cannot be had. Nothing was booked. Skip or move them.</source>
        <translation>{of} 个日期中有 {count} 个不能预订。未预订，请跳过或调整。</translation>
    </message>
    <message>
        <source>{count} bookings stand in the way. Nothing was changed. Move them, or let them stay.</source>
        <translation>有 {count} 个预订冲突。未作更改，请移动这些预订，或保留它们。</translation>
    </message>
    <message>
        <source>It is too early to check in: the booking begins at {starts_at}. Nothing was changed.</source>
        <translation>还未到签到时间：预订从 {starts_at} 开始。未作更改。</translation>
    </message>
    <message>
        <source>The meeting begins only at {starts_at}. Nothing was changed. Its time can be moved until then.</source>
        <translation>洽谈要到 {starts_at} 才开始，未作任何更改。开始之前可以改时间。</translation>
    </message>
    <message>
        <source>The meeting of {starts_at} is confidential: only its host can do this. Nothing was changed.</source>
        <translation>{starts_at} 的洽谈是保密的，只有主持人可以这样做。未作任何更改。</translation>
    </message>
    <message>
        <source>This visitor has no booking of {room} now. Nothing was changed. Ask at the desk.</source>
        <translation>该来访人此时没有{room}的预订。未作更改，请到前台询问。</translation>
    </message>
    <message>
        <source>The ten minutes for {name} are over, the room was given back. Offer it again if it is still free.</source>
        <translation>为{name}保留的十分钟已过，房间已释放。如仍空闲可再次提供。</translation>
    </message>
    <message>
        <source>{decided_by} has decided this already at {decided_at}: {decision}. Nothing was changed here.</source>
        <translation>{decided_by} 已于 {decided_at} 处理：{decision}。本机未作改动。</translation>
    </message>
    <message>
        <source>This cannot be submitted again: {problem} Nothing was changed. Take the centre&apos;s version or make a new one.</source>
        <translation>无法重新提交：{problem}未作任何改动。请采用中心的内容或另行办理。</translation>
    </message>
    <message>
        <source>The centre&apos;s database is version {version}, at least 15 is needed. Nothing was changed.</source>
        <translation>中心数据库版本为 {version}，至少需要 15。数据未改动。</translation>
    </message>
    <message>
        <source>The centre does not answer. What is saved here is safe and goes up when it answers.</source>
        <translation>中心没有应答。本机数据安全，连通后自动上传。</translation>
    </message>
    <message>
        <source>This database is no centre yet. Nothing was sent. The administrator has to prepare it first.</source>
        <translation>这个数据库还不是中心。未发送数据，请管理员先行准备。</translation>
    </message>
    <message>
        <source>The centre was made by a newer program ({version}). It was not touched. Install the newer program.</source>
        <translation>该中心由更新的程序建立（{version}），未作任何改动。请安装新版程序。</translation>
    </message>
    <message>
        <source>This database holds a centre of an older kind that cannot be upgraded. Nothing was changed. Prepare an empty database as the centre; the terminals bring everything.</source>
        <translation>该数据库中的中心版本过旧，无法升级，未作任何改动。请另备空数据库作为中心，各终端会带入全部数据。</translation>
    </message>
    <message>
        <source>Somebody works on the centre&apos;s tables at this moment ({reason}). Nothing was changed. Try again in a minute.</source>
        <translation>中心的数据表正被占用（{reason}），未作任何改动。请稍后重试。</translation>
    </message>
    <message>
        <source>The address leads to {host} without checking its certificate. Nothing was sent. Ask the administrator for an address that does.</source>
        <translation>该地址连接 {host} 时不校验证书，未发送任何数据。请向管理员索取校验证书的地址。</translation>
    </message>
    <message>
        <source>This is not the address of a centre. Nothing was sent. Compare every character.</source>
        <translation>这不是中心的地址，未发送任何数据。请逐字核对。</translation>
    </message>
    <message>
        <source>A character of this code is wrong. Nothing was sent. Compare it once more.</source>
        <translation>接入码有误，未发送任何数据。请再核对一遍。</translation>
    </message>
    <message>
        <source>The centre does not take this code: it was used or has expired. Nothing was changed. Ask the administrator for a new one.</source>
        <translation>中心不接受此接入码：已用过或已过期。未作任何改动。请向管理员索取新码。</translation>
    </message>
    <message>
        <source>The centre has no terminal with the number {number}. Nothing was changed.</source>
        <translation>中心没有 {number} 号终端，未作任何改动。</translation>
    </message>
    <message>
        <source>It is not clear which hall is meant; the centre has these: {halls}. Nothing was changed. Name one.</source>
        <translation>无法确定是哪个大厅，中心现有：{halls}。未作任何改动，请指明。</translation>
    </message>
    <message>
        <source>This terminal no longer keeps everything it has done, so another centre would lack some of it. Nothing was sent. Ask the administrator.</source>
        <translation>本机已不再保存全部历史变更，换接其他中心会有缺失。未发送任何数据，请联系管理员。</translation>
    </message>
    <message>
        <source>Centre and program are of different versions. What is saved here is safe and goes up after the upgrade. Ask the administrator.</source>
        <translation>中心与本程序版本不一致。本机数据安全，升级后会自动上传。请联系管理员。</translation>
    </message>
    <message>
        <source>The centre holds another hall. Nothing was mixed. Join the centre of this hall.</source>
        <translation>该中心属于另一个大厅。数据未混用，请接入本大厅的中心。</translation>
    </message>
    <message>
        <source>Sample data and real data do not go together. Nothing was mixed. Use another folder.</source>
        <translation>样例数据与正式数据不能混用。数据未混用，请换一个文件夹。</translation>
    </message>
    <message>
        <source>This terminal was set up for another market. Nothing was mixed. Begin with an empty folder.</source>
        <translation>本机是为另一个市场开设的。数据未混用，请从空文件夹开始。</translation>
    </message>
    <message>
        <source>Centre and terminal disagree on what was sent. Nothing is lost. Ask the administrator.</source>
        <translation>中心与本机的上传记录不一致。数据没有丢失，请联系管理员。</translation>
    </message>
    <message>
        <source>This case was rated already. One case has one rating; the first one stands.</source>
        <translation>该办件已评价，一件一评，以首次评价为准。</translation>
    </message>
    <message>
        <source>This case is not over yet. It can be rated when it is.</source>
        <translation>该办件尚未办结，办结后才能评价。</translation>
    </message>
    <message>
        <source>A visit can be rated for {days} days. They are over; nothing was kept.</source>
        <translation>评价期限为 {days} 天，已过期，未保存。</translation>
    </message>
    <message>
        <source>A follow-up rating is possible once, after the answer. Nothing was kept.</source>
        <translation>反馈后才能追评，且仅限一次。未保存。</translation>
    </message>
    <message>
        <source>This deadline was put off before. It can be put off once. Nothing was changed.</source>
        <translation>期限只能延长一次，该件已延长过，未作更改。</translation>
    </message>
    <message>
        <source>You have done nothing today that could be taken back. Nothing was changed.</source>
        <translation>您今天没有可撤回的操作，未作任何更改。</translation>
    </message>
    <message>
        <source>&quot;{use_case}&quot; has no way back. Nothing was changed.</source>
        <translation>“{use_case}”不能撤回，未作任何更改。</translation>
    </message>
    <message>
        <source>Only your own actions of today at this terminal can be taken back. Nothing was changed.</source>
        <translation>只能撤回本人今天在本机的操作，未作任何更改。</translation>
    </message>
    <message>
        <source>&quot;{use_case}&quot; was taken back already. Nothing was changed.</source>
        <translation>“{use_case}”已经撤回，未作任何更改。</translation>
    </message>
    <message>
        <source>&quot;{use_case}&quot; cannot be taken back: &quot;{later}&quot; came after it and stands on it. Nothing was changed. Take that back first.</source>
        <translation>“{use_case}”不能撤回：之后的“{later}”以它为基础。未作任何更改，请先撤回后者。</translation>
    </message>
    <message>
        <source>&quot;{use_case}&quot; stays: somebody else has gone on with it meanwhile, as the centre says. What you see now is what holds.</source>
        <translation>“{use_case}”未能撤回：中心显示他人已继续办理。现在显示的即为有效状态。</translation>
    </message>
    <message>
        <source>This visitor too often did not come: no appointment until {until}. A number is always to be had. A missed appointment can be excused.</source>
        <translation>该来访人多次爽约，{until} 前（含当日）暂停预约，可随时现场取号。爽约可由工作人员谅解。</translation>
    </message>
    <message>
        <source>This appointment can be checked in from {opens_at} on. Until then there are ordinary numbers.</source>
        <translation>该预约 {opens_at} 起可签到取号，此前可取普通号。</translation>
    </message>
    <message>
        <source>This visitor has an appointment already: {starts_at} {matter}. Nothing was changed. Choose another time, or call that one off.</source>
        <translation>这位来访人已有预约：{starts_at} {matter}。未作任何改动。请另选时间，或先取消原预约。</translation>
    </message>
    <message>
        <source>This appointment is of another day: {day}. Nothing was changed.</source>
        <translation>该预约不是今天的：{day}。未作任何更改。</translation>
    </message>
    <message>
        <source>A wrong call that was put back is not made again by taking back. Nothing was changed. Call the visitor from the list (F10, digit). Your earlier steps are in the list of your day.</source>
        <translation>误叫已退回，不能用撤回重新呼叫。未作改动。请从列表选人呼叫（F10 加数字）。更早的操作见“我的操作”。</translation>
    </message>
    <message>
        <source>There is nothing of this name.</source>
        <translation>没有此名称的内容。</translation>
    </message>
    <message>
        <source>This law is no longer in force. Contracts rest on the Civil Code.</source>
        <translation>该法律已经废止，合同应以民法典为依据。</translation>
    </message>
    <message>
        <source>Please fill this in.</source>
        <translation>请填写此项。</translation>
    </message>
    <message>
        <source>This is too long.</source>
        <translation>内容太长。</translation>
    </message>
    <message>
        <source>A name has no pictures and no control characters. Take them out.</source>
        <translation>姓名中不能有表情或控制字符，请删去。</translation>
    </message>
    <message>
        <source>at least 8 characters are needed.</source>
        <translation>至少需要 8 个字符。</translation>
    </message>
    <message>
        <source>use three kinds of characters: small and capital letters, digits, signs.</source>
        <translation>小写、大写、数字、符号，请至少用三种。</translation>
    </message>
    <message>
        <source>it contains the login.</source>
        <translation>其中含有登录名。</translation>
    </message>
    <message>
        <source>The two passwords differ. Type the second once more.</source>
        <translation>两次密码不一致。请重新输入第二次。</translation>
    </message>
    <message>
        <source>This does not have the right form. Compare every character.</source>
        <translation>格式不对。请逐字核对。</translation>
    </message>
    <message>
        <source>There are too many or too few characters.</source>
        <translation>位数不对。</translation>
    </message>
    <message>
        <source>The check digit does not fit: one character is wrong or two are swapped.</source>
        <translation>校验位不符：有一位错了，或有两位颠倒。</translation>
    </message>
    <message>
        <source>This number belongs to another kind of document.</source>
        <translation>这是另一种证件的号码。</translation>
    </message>
    <message>
        <source>The date of birth in this number does not exist.</source>
        <translation>号码中的出生日期不存在。</translation>
    </message>
    <message>
        <source>The date of birth in this number is in the future.</source>
        <translation>号码中的出生日期晚于今天。</translation>
    </message>
    <message>
        <source>This number is out of range.</source>
        <translation>数值超出范围。</translation>
    </message>
    <message>
        <source>The end must be after the start.</source>
        <translation>结束须晚于开始。</translation>
    </message>
    <message>
        <source>The file could not be written there. Choose another place.</source>
        <translation>无法写入该位置，请另选。</translation>
    </message>
    <message>
        <source>The amount cannot be negative.</source>
        <translation>金额不能为负数。</translation>
    </message>
    <message>
        <source>This is not an amount. Example: 120,000.50</source>
        <translation>金额写法不对，例如 120,000.50</translation>
    </message>
    <message>
        <source>An amount has two decimals at most.</source>
        <translation>金额最多两位小数。</translation>
    </message>
    <message>
        <source>The amount is larger than a form can show.</source>
        <translation>金额过大，表单无法显示。</translation>
    </message>
    <message>
        <source>a record it needs is not here any more.</source>
        <translation>所需的记录已不在本机。</translation>
    </message>
    <message>
        <source>a record of this kind is never changed once it was made.</source>
        <translation>此类记录一经生成不得修改。</translation>
    </message>
    <message>
        <source>only the centre itself writes this.</source>
        <translation>此项只能由中心填写。</translation>
    </message>
    <message>
        <source>it comes from a newer program than this one.</source>
        <translation>它来自比本机更新的程序。</translation>
    </message>
    <message>
        <source>The hall is closed on this day. Choose another.</source>
        <translation>当天不上班，请另选一天。</translation>
    </message>
    <message>
        <source>This is in the past.</source>
        <translation>时间已过。</translation>
    </message>
    <message>
        <source>This is not one of the choices.</source>
        <translation>不在可选范围内。</translation>
    </message>
    <message>
        <source>There is one like this already.</source>
        <translation>已有相同的一项。</translation>
    </message>
    <message>
        <source>Write hours like 09:00-12:00 14:00-18:00, in their order. Empty: closed.</source>
        <translation>请按顺序填写，如 09:00-12:00 14:00-18:00；不填为不开放。</translation>
    </message>
    <message>
        <source>Write a time like 09:00.</source>
        <translation>请填写时间，如 09:00。</translation>
    </message>
    <message>
        <source>No room has this number. Compare it with the list.</source>
        <translation>没有这个房间号，请核对列表。</translation>
    </message>
    <message>
        <source>something done at another terminal</source>
        <translation>其他终端的操作</translation>
    </message>
    <message>
        <source>Other work</source>
        <translation>其他操作</translation>
    </message>
    <message>
        <source>Number taken</source>
        <translation>取号</translation>
    </message>
    <message>
        <source>Visitor registered</source>
        <translation>登记来访人</translation>
    </message>
    <message>
        <source>Organisation registered</source>
        <translation>登记单位</translation>
    </message>
    <message>
        <source>Visitors merged</source>
        <translation>合并来访人</translation>
    </message>
    <message>
        <source>Organisations merged</source>
        <translation>合并单位</translation>
    </message>
    <message>
        <source>Document corrected</source>
        <translation>更正证件</translation>
    </message>
    <message>
        <source>Next visitor called</source>
        <translation>呼叫下一位</translation>
    </message>
    <message>
        <source>Chosen visitor called</source>
        <translation>指定呼叫</translation>
    </message>
    <message>
        <source>Called while cut off</source>
        <translation>断网呼叫</translation>
    </message>
    <message>
        <source>Called again</source>
        <translation>重呼</translation>
    </message>
    <message>
        <source>Visitor received</source>
        <translation>开始办理</translation>
    </message>
    <message>
        <source>Set aside as missed</source>
        <translation>过号</translation>
    </message>
    <message>
        <source>Back in the line</source>
        <translation>过号重排</translation>
    </message>
    <message>
        <source>Wrong call put back</source>
        <translation>退回等候</translation>
    </message>
    <message>
        <source>Case put to rest</source>
        <translation>挂起</translation>
    </message>
    <message>
        <source>Case taken up again</source>
        <translation>恢复办理</translation>
    </message>
    <message>
        <source>Handed on to others</source>
        <translation>转办</translation>
    </message>
    <message>
        <source>Case completed</source>
        <translation>办结</translation>
    </message>
    <message>
        <source>Notes written</source>
        <translation>填写记录</translation>
    </message>
    <message>
        <source>Ticket made void</source>
        <translation>号票作废</translation>
    </message>
    <message>
        <source>Day closed</source>
        <translation>日终</translation>
    </message>
    <message>
        <source>Appointment agreed</source>
        <translation>登记预约</translation>
    </message>
    <message>
        <source>Appointment called off</source>
        <translation>取消预约</translation>
    </message>
    <message>
        <source>Missed appointment excused</source>
        <translation>谅解爽约</translation>
    </message>
    <message>
        <source>Missed appointments noted</source>
        <translation>登记爽约</translation>
    </message>
    <message>
        <source>Room booked</source>
        <translation>预订洽谈室</translation>
    </message>
    <message>
        <source>Booking moved</source>
        <translation>变更预订</translation>
    </message>
    <message>
        <source>Booking cancelled</source>
        <translation>取消预订</translation>
    </message>
    <message>
        <source>Several rooms booked</source>
        <translation>多个房间已预订</translation>
    </message>
    <message>
        <source>Series booked</source>
        <translation>周期预订已建立</translation>
    </message>
    <message>
        <source>Series changed</source>
        <translation>周期预订已更改</translation>
    </message>
    <message>
        <source>Series cancelled</source>
        <translation>周期预订已取消</translation>
    </message>
    <message>
        <source>Booking changed</source>
        <translation>预订已更改</translation>
    </message>
    <message>
        <source>Booking split</source>
        <translation>预订已拆分</translation>
    </message>
    <message>
        <source>Meeting extended</source>
        <translation>会谈已延长</translation>
    </message>
    <message>
        <source>Meeting ended early</source>
        <translation>会谈提前结束</translation>
    </message>
    <message>
        <source>Meeting checked in</source>
        <translation>会谈已签到</translation>
    </message>
    <message>
        <source>Unused rooms released</source>
        <translation>未到房间已释放</translation>
    </message>
    <message>
        <source>Participant signed in</source>
        <translation>参会人已签到</translation>
    </message>
    <message>
        <source>Outcome of a talk noted</source>
        <translation>洽谈结果已记录</translation>
    </message>
    <message>
        <source>Room request approved</source>
        <translation>房间申请已同意</translation>
    </message>
    <message>
        <source>Room request declined</source>
        <translation>房间申请已谢绝</translation>
    </message>
    <message>
        <source>Rooms blocked</source>
        <translation>房间已停用</translation>
    </message>
    <message>
        <source>Room given free again</source>
        <translation>房间已恢复</translation>
    </message>
    <message>
        <source>Room closed</source>
        <translation>房间已关闭</translation>
    </message>
    <message>
        <source>Room opened</source>
        <translation>房间已启用</translation>
    </message>
    <message>
        <source>Room arranged</source>
        <translation>房间已设置</translation>
    </message>
    <message>
        <source>Hall divided</source>
        <translation>大厅已分隔</translation>
    </message>
    <message>
        <source>Equipment counted</source>
        <translation>设备数量已登记</translation>
    </message>
    <message>
        <source>Equipment withdrawn</source>
        <translation>设备已撤出</translation>
    </message>
    <message>
        <source>Opening hours set</source>
        <translation>开放时间已设置</translation>
    </message>
    <message>
        <source>Opening hours withdrawn</source>
        <translation>开放时间已撤销</translation>
    </message>
    <message>
        <source>Put on the waiting list</source>
        <translation>已加入候补</translation>
    </message>
    <message>
        <source>People of a declined booking told</source>
        <translation>已告知预订被回绝</translation>
    </message>
    <message>
        <source>Room offered to the waiting list</source>
        <translation>已向候补提供房间</translation>
    </message>
    <message>
        <source>Offered room taken</source>
        <translation>候补已接受房间</translation>
    </message>
    <message>
        <source>Offers lapsed</source>
        <translation>候补保留已过期</translation>
    </message>
    <message>
        <source>Taken off the waiting list</source>
        <translation>已退出候补</translation>
    </message>
    <message>
        <source>a taking back</source>
        <translation>撤回</translation>
    </message>
    <message>
        <source>Clause added</source>
        <translation>新增条款</translation>
    </message>
    <message>
        <source>Clause changed</source>
        <translation>修改条款</translation>
    </message>
    <message>
        <source>Clause taken out of use</source>
        <translation>停用条款</translation>
    </message>
    <message>
        <source>Template edition saved</source>
        <translation>保存范本版本</translation>
    </message>
    <message>
        <source>Template edition chosen</source>
        <translation>选用范本版本</translation>
    </message>
    <message>
        <source>Contract drafted</source>
        <translation>起草合同</translation>
    </message>
    <message>
        <source>Draft handed in</source>
        <translation>提交复核</translation>
    </message>
    <message>
        <source>Contract approved</source>
        <translation>复核通过</translation>
    </message>
    <message>
        <source>Contract sent back</source>
        <translation>退回修改</translation>
    </message>
    <message>
        <source>Contract signed</source>
        <translation>签署合同</translation>
    </message>
    <message>
        <source>Contract sealed</source>
        <translation>合同盖章</translation>
    </message>
    <message>
        <source>Contract made void</source>
        <translation>作废合同</translation>
    </message>
    <message>
        <source>Copies printed</source>
        <translation>打印合同</translation>
    </message>
    <message>
        <source>Staff taken in</source>
        <translation>添加人员</translation>
    </message>
    <message>
        <source>Hall set up</source>
        <translation>开设大厅</translation>
    </message>
    <message>
        <source>Call withdrawn, the centre was not reached</source>
        <translation>未连中心，呼叫已撤回</translation>
    </message>
    <message>
        <source>Line shared while cut off</source>
        <translation>断网分摊队列</translation>
    </message>
    <message>
        <source>Came on duty</source>
        <translation>上岗</translation>
    </message>
    <message>
        <source>Window paused</source>
        <translation>暂停服务</translation>
    </message>
    <message>
        <source>Window resumed</source>
        <translation>恢复服务</translation>
    </message>
    <message>
        <source>Left the window</source>
        <translation>离岗</translation>
    </message>
    <message>
        <source>Closing report printed</source>
        <translation>打印日终报表</translation>
    </message>
    <message>
        <source>Day sheet of rooms printed</source>
        <translation>打印房间使用安排</translation>
    </message>
    <message>
        <source>Attendance sheet printed</source>
        <translation>打印会议签到表</translation>
    </message>
    <message>
        <source>Use of rooms printed</source>
        <translation>已打印洽谈室使用统计</translation>
    </message>
    <message>
        <source>Spoken call noted</source>
        <translation>记录语音播报</translation>
    </message>
    <message>
        <source>Change of a sealed contract begun</source>
        <translation>开始变更已盖章的合同</translation>
    </message>
    <message>
        <source>Draft taken back from review</source>
        <translation>草稿从审核撤回</translation>
    </message>
    <message>
        <source>Version kept</source>
        <translation>保存一稿</translation>
    </message>
    <message>
        <source>Old version brought back</source>
        <translation>恢复旧稿</translation>
    </message>
    <message>
        <source>Contract begun from a file</source>
        <translation>由文件起草合同</translation>
    </message>
    <message>
        <source>File attached</source>
        <translation>加入附件</translation>
    </message>
    <message>
        <source>Attachment taken out</source>
        <translation>移除附件</translation>
    </message>
    <message>
        <source>Attachment placed inside or beside</source>
        <translation>调整附件存放</translation>
    </message>
    <message>
        <source>Draft saved</source>
        <translation>保存草稿</translation>
    </message>
    <message>
        <source>Layout of slips saved</source>
        <translation>保存号票版式</translation>
    </message>
    <message>
        <source>Usual layout of slips restored</source>
        <translation>恢复默认号票版式</translation>
    </message>
    <message>
        <source>Bad rating assigned</source>
        <translation>差评已分派</translation>
    </message>
    <message>
        <source>Old records of visitors ended</source>
        <translation>到期来访人档案结束</translation>
    </message>
    <message>
        <source>Time for a bad rating extended</source>
        <translation>差评整改延期</translation>
    </message>
    <message>
        <source>Holidays imported</source>
        <translation>导入节假日</translation>
    </message>
    <message>
        <source>Contact about a bad rating noted</source>
        <translation>差评回访登记</translation>
    </message>
    <message>
        <source>Satisfaction printed</source>
        <translation>打印满意度统计表</translation>
    </message>
    <message>
        <source>Privacy notice printed</source>
        <translation>打印个人信息告知书</translation>
    </message>
    <message>
        <source>Visitor&apos;s own record printed</source>
        <translation>打印本人档案</translation>
    </message>
    <message>
        <source>Rating given</source>
        <translation>评价</translation>
    </message>
    <message>
        <source>Follow-up rating given</source>
        <translation>追加评价</translation>
    </message>
    <message>
        <source>Business group arranged</source>
        <translation>业务组设置</translation>
    </message>
    <message>
        <source>Rules of the hall set</source>
        <translation>大厅规则设置</translation>
    </message>
    <message>
        <source>Fields of a colleague set</source>
        <translation>业务专长设置</translation>
    </message>
    <message>
        <source>Window arranged</source>
        <translation>窗口设置</translation>
    </message>
    <message>
        <source>Masked data looked at</source>
        <translation>查看脱敏信息</translation>
    </message>
    <message>
        <source>The centre&apos;s version taken</source>
        <translation>采用中心内容</translation>
    </message>
    <message>
        <source>Submitted to the centre again</source>
        <translation>重新提交中心</translation>
    </message>
    <message>
        <source>Done anew by hand</source>
        <translation>另行办理</translation>
    </message>
    <message>
        <source>Public keys made known</source>
        <translation>公布签章公钥</translation>
    </message>
    <message>
        <source>Key revoked</source>
        <translation>吊销公钥</translation>
    </message>
    <message>
        <source>Picture of a room set</source>
        <translation>设置房间图片</translation>
    </message>
    <message>
        <source>register contracts</source>
        <translation>认定登记合同</translation>
    </message>
    <message>
        <source>Submitted</source>
        <translation>已提交</translation>
    </message>
    <message>
        <source>To be completed</source>
        <translation>待补正</translation>
    </message>
    <message>
        <source>Accepted</source>
        <translation>已受理</translation>
    </message>
    <message>
        <source>Under review</source>
        <translation>审核中</translation>
    </message>
    <message>
        <source>With experts</source>
        <translation>专家评审</translation>
    </message>
    <message>
        <source>Registered</source>
        <translation>已登记</translation>
    </message>
    <message>
        <source>Not registered</source>
        <translation>不予登记</translation>
    </message>
    <message>
        <source>Application withdrawn</source>
        <translation>申请撤回</translation>
    </message>
    <message>
        <source>Change under way</source>
        <translation>变更中</translation>
    </message>
    <message>
        <source>Registered, changed</source>
        <translation>已变更</translation>
    </message>
    <message>
        <source>Cancellation under way</source>
        <translation>注销中</translation>
    </message>
    <message>
        <source>Registration cancelled</source>
        <translation>注销登记</translation>
    </message>
    <message>
        <source>No limit runs</source>
        <translation>不计时限</translation>
    </message>
    <message>
        <source>Due soon</source>
        <translation>即将到期</translation>
    </message>
    <message>
        <source>Overdue</source>
        <translation>已逾期</translation>
    </message>
    <message>
        <source>Missing</source>
        <translation>未交</translation>
    </message>
    <message>
        <source>Brought</source>
        <translation>已交</translation>
    </message>
    <message>
        <source>Not needed</source>
        <translation>不需要</translation>
    </message>
    <message>
        <source>working days</source>
        <translation>工作日</translation>
    </message>
    <message>
        <source>calendar days</source>
        <translation>自然日</translation>
    </message>
    <message>
        <source>Must be mended</source>
        <translation>必须补正</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>提示</translation>
    </message>
    <message>
        <source>In the contract</source>
        <translation>改合同</translation>
    </message>
    <message>
        <source>On the form</source>
        <translation>改登记表</translation>
    </message>
    <message>
        <source>Among the papers</source>
        <translation>补材料</translation>
    </message>
    <message>
        <source>More originals</source>
        <translation>补原件</translation>
    </message>
    <message>
        <source>Application taken in</source>
        <translation>申请提交</translation>
    </message>
    <message>
        <source>Notice given</source>
        <translation>一次性告知</translation>
    </message>
    <message>
        <source>Application accepted</source>
        <translation>受理</translation>
    </message>
    <message>
        <source>Review begun</source>
        <translation>开始审核</translation>
    </message>
    <message>
        <source>Given to experts</source>
        <translation>转专家评审</translation>
    </message>
    <message>
        <source>Contract registered</source>
        <translation>准予登记</translation>
    </message>
    <message>
        <source>Registration refused</source>
        <translation>不予登记</translation>
    </message>
    <message>
        <source>Objection noted</source>
        <translation>记录异议</translation>
    </message>
    <message>
        <source>Change begun</source>
        <translation>开始变更</translation>
    </message>
    <message>
        <source>Change registered</source>
        <translation>变更登记</translation>
    </message>
    <message>
        <source>Change given up</source>
        <translation>放弃变更</translation>
    </message>
    <message>
        <source>Cancellation begun</source>
        <translation>开始注销</translation>
    </message>
    <message>
        <source>Registration number received</source>
        <translation>收到合同登记编号</translation>
    </message>
    <message>
        <source>By class</source>
        <translation>按合同类别</translation>
    </message>
    <message>
        <source>By subtype</source>
        <translation>按合同子类</translation>
    </message>
    <message>
        <source>By field</source>
        <translation>按技术领域</translation>
    </message>
    <message>
        <source>By field, second level</source>
        <translation>按技术领域（二级）</translation>
    </message>
    <message>
        <source>By objective</source>
        <translation>按社会经济目标</translation>
    </message>
    <message>
        <source>By intellectual property</source>
        <translation>按知识产权类型</translation>
    </message>
    <message>
        <source>By programme</source>
        <translation>按计划类别</translation>
    </message>
    <message>
        <source>By nature of the seller</source>
        <translation>按卖方性质</translation>
    </message>
    <message>
        <source>By nature of the buyer</source>
        <translation>按买方性质</translation>
    </message>
    <message>
        <source>By region of the seller</source>
        <translation>按卖方地区</translation>
    </message>
    <message>
        <source>By region of the buyer</source>
        <translation>按买方地区</translation>
    </message>
    <message>
        <source>By industry served</source>
        <translation>按服务行业</translation>
    </message>
    <message>
        <source>By size</source>
        <translation>按金额规模</translation>
    </message>
    <message>
        <source>By month</source>
        <translation>按月</translation>
    </message>
    <message>
        <source>Party A</source>
        <translation>甲方</translation>
    </message>
    <message>
        <source>Party B</source>
        <translation>乙方</translation>
    </message>
    <message>
        <source>Registration form</source>
        <translation>登记表</translation>
    </message>
    <message>
        <source>One-time notice</source>
        <translation>一次性补正告知书</translation>
    </message>
    <message>
        <source>Notice of refusal</source>
        <translation>不予登记通知书</translation>
    </message>
    <message>
        <source>Certificate</source>
        <translation>登记证明</translation>
    </message>
    <message>
        <source>{number} is not signed by everybody yet. Nothing was opened. Let the parties sign first.</source>
        <translation>{number} 尚未全部签署，没有提交登记。请先完成签署。</translation>
    </message>
    <message>
        <source>This contract is registered or handed in already under {acceptance_number}. Open that case.</source>
        <translation>此合同已按受理号 {acceptance_number} 办理登记，请打开该件。</translation>
    </message>
    <message>
        <source>The pre-check stops it: {count} points ({rules}). Nothing was changed. Mend them or give a notice.</source>
        <translation>预审未通过，有 {count} 处须补正（{rules}）。未作改动，请补正或者出具告知书。</translation>
    </message>
    <message>
        <source>Another terminal was first with {acceptance_number}; it is now: {state}. Your step was not kept. Look at it again.</source>
        <translation>另一终端已先办理 {acceptance_number}，现为：{state}。你的操作没有保留，请重新查看。</translation>
    </message>
    <message>
        <source>Not every criterion is ticked, {missing} are left. Nothing was changed.</source>
        <translation>认定条件还有 {missing} 项未勾选，未作改动。</translation>
    </message>
    <message>
        <source>{acceptance_number} goes to experts first, by its amount or a dispute. Nothing was changed.</source>
        <translation>{acceptance_number} 因金额较大或者有争议，须先经专家评审。未作改动。</translation>
    </message>
    <message>
        <source>Choose at least one ground. Nothing was changed.</source>
        <translation>请至少选择一项理由，未作改动。</translation>
    </message>
    <message>
        <source>Somebody else saved {acceptance_number} meanwhile. Nothing was overwritten; what you typed stands here.</source>
        <translation>{acceptance_number} 已被他人保存，没有覆盖；你填写的内容还在。</translation>
    </message>
    <message>
        <source>The number {number} cannot be kept: {problem}</source>
        <translation>编号 {number} 不能保存：{problem}</translation>
    </message>
    <message>
        <source>{count} lines cannot be taken: {lines}. Nothing was taken from the list.</source>
        <translation>有 {count} 行不能导入：{lines}。整个清单都没有导入。</translation>
    </message>
    <message>
        <source>All {copies} copies of {number} are printed. One more is a reprint and needs a reason.</source>
        <translation>{number} 的 {copies} 份已全部打印，再打须作为补打并写明原因。</translation>
    </message>
    <message>
        <source>Copy {position} was handed out already. Nothing was changed.</source>
        <translation>第 {position} 份已经领取，未作改动。</translation>
    </message>
    <message>
        <source>The text says {copies} copies, the holders together {held}. Nothing was printed.</source>
        <translation>合同写明 {copies} 份，各方份数合计 {held} 份，没有打印。</translation>
    </message>
    <message>
        <source>The folder cannot be used as an archive: {folder}. Nothing there was changed.</source>
        <translation>不能用作归档文件夹：{folder}，其中内容未改动。</translation>
    </message>
    <message>
        <source>A supplement does not cure this ground. Take it out, or refuse the registration.</source>
        <translation>此事由不能补正，请去掉，或者不予登记。</translation>
    </message>
    <message>
        <source>it has other characters than digits.</source>
        <translation>含有数字以外的字符。</translation>
    </message>
    <message>
        <source>it has 16 digits, an old one 14.</source>
        <translation>应为 16 位数字（旧号 14 位）。</translation>
    </message>
    <message>
        <source>its year cannot be.</source>
        <translation>年份不对。</translation>
    </message>
    <message>
        <source>there is no such province.</source>
        <translation>没有这个省级代码。</translation>
    </message>
    <message>
        <source>the contract is not registered.</source>
        <translation>此合同没有登记。</translation>
    </message>
    <message>
        <source>it has another number already.</source>
        <translation>已有另一编号。</translation>
    </message>
    <message>
        <source>another contract has it.</source>
        <translation>已属于另一合同。</translation>
    </message>
    <message>
        <source>it stands twice in the list.</source>
        <translation>清单中重复。</translation>
    </message>
    <message>
        <source>several contracts have this name; write a number beside it.</source>
        <translation>有几份合同同名，请在旁边写上编号。</translation>
    </message>
    <message>
        <source>the project has another name here.</source>
        <translation>项目名称与本机登记的不同。</translation>
    </message>
    <message>
        <source>The headings were not recognised, nothing was taken. Numbers need a column with the registration number and one with the acceptance number, the contract number or the project; fields need code, code of the first level and name.</source>
        <translation>没有认出表头，未导入任何内容。登记编号清单应有“合同登记编号”一列，并有“受理号”“合同编号”“项目名称”之一；二级领域表应有“代码”“上级代码”“名称”。</translation>
    </message>
    <message>
        <source>there is no such first level.</source>
        <translation>没有这个一级领域。</translation>
    </message>
    <message>
        <source>the code is missing or is no code.</source>
        <translation>代码缺少或者不合格式。</translation>
    </message>
    <message>
        <source>the name is missing or too long.</source>
        <translation>名称缺少或者过长。</translation>
    </message>
    <message>
        <source>The registration was issued and is not taken back. Nothing was changed. Open the case and begin a change or a cancellation.</source>
        <translation>准予登记已经作出，不能撤回，未作任何改动。请打开该件办理变更登记或者注销登记。</translation>
    </message>
    <message>
        <source>The refusal was issued and is not taken back. Nothing was changed. Note the objection and take the case up again.</source>
        <translation>不予登记已经作出，不能撤回，未作任何改动。请登记异议后重新审核。</translation>
    </message>
    <message>
        <source>The notice was given to the applicant and is not taken back. Nothing was changed. Accept the case when it is complete, or refuse it.</source>
        <translation>补正告知已经送达申请人，不能撤回，未作任何改动。材料补齐后请受理，或者不予登记。</translation>
    </message>
    <message>
        <source>The change was registered and is not taken back. Nothing was changed. Begin another change with the right figures.</source>
        <translation>变更已经登记，不能撤回，未作任何改动。请按正确数额再办一次变更。</translation>
    </message>
    <message>
        <source>The cancellation was registered and is not taken back. Nothing was changed. Hand the contract in once more.</source>
        <translation>注销已经登记，不能撤回，未作任何改动。请将合同重新提交登记。</translation>
    </message>
    <message>
        <source>Registration opened</source>
        <translation>提交认定登记</translation>
    </message>
    <message>
        <source>Registration form saved</source>
        <translation>保存登记表</translation>
    </message>
    <message>
        <source>Registration accepted</source>
        <translation>受理登记</translation>
    </message>
    <message>
        <source>One-time notice given</source>
        <translation>一次性告知补正</translation>
    </message>
    <message>
        <source>Registration withdrawn</source>
        <translation>撤回登记申请</translation>
    </message>
    <message>
        <source>Registration taken in review</source>
        <translation>开始审核登记</translation>
    </message>
    <message>
        <source>Registration given to experts</source>
        <translation>转专家评审</translation>
    </message>
    <message>
        <source>Registration taken up again</source>
        <translation>重新审核登记</translation>
    </message>
    <message>
        <source>Change of a registration begun</source>
        <translation>开始变更登记</translation>
    </message>
    <message>
        <source>Cancellation of a registration begun</source>
        <translation>开始注销登记</translation>
    </message>
    <message>
        <source>Registration changed</source>
        <translation>变更登记</translation>
    </message>
    <message>
        <source>Change of a registration given up</source>
        <translation>放弃变更登记</translation>
    </message>
    <message>
        <source>Registration number noted</source>
        <translation>录入合同登记编号</translation>
    </message>
    <message>
        <source>Registration numbers taken in</source>
        <translation>导入合同登记编号</translation>
    </message>
    <message>
        <source>Second level of technical fields taken in</source>
        <translation>导入技术领域二级代码表</translation>
    </message>
    <message>
        <source>Registrations exported</source>
        <translation>导出登记数据</translation>
    </message>
    <message>
        <source>Statistics printed</source>
        <translation>打印统计表</translation>
    </message>
    <message>
        <source>Registration form printed</source>
        <translation>打印登记表</translation>
    </message>
    <message>
        <source>One-time notice printed</source>
        <translation>打印补正告知书</translation>
    </message>
    <message>
        <source>Notice of refusal printed</source>
        <translation>打印不予登记通知书</translation>
    </message>
    <message>
        <source>Certificate printed</source>
        <translation>打印登记证明</translation>
    </message>
    <message>
        <source>Numbered copies printed</source>
        <translation>打印合同各份</translation>
    </message>
    <message>
        <source>Copy printed again</source>
        <translation>补打合同</translation>
    </message>
    <message>
        <source>Copy handed out</source>
        <translation>合同领取</translation>
    </message>
    <message>
        <source>Contracts archived</source>
        <translation>合同归档导出</translation>
    </message>
    <message>
        <source>The hall&apos;s font {file} cannot set papers: {problem}. Nothing was set. Change it in the settings.</source>
        <translation>大厅自备字体 {file} 不能用于排版：{problem}。未生成文件，请在设置中更换。</translation>
    </message>
    <message>
        <source>Another terminal has moved {number} meanwhile, it is now: {state}. Yours was not taken and stands in the list of decisions. Read the contract again.</source>
        <translation>{number} 已由其他终端办理，当前状态：{state}。本次操作未生效，已列入待处理事项。请重新查看合同。</translation>
    </message>
    <message>
        <source>{number} could be signed until {last_day}. No signature was kept. Begin a new contract from it.</source>
        <translation>{number} 的签署期限到 {last_day} 为止，现已过期，签字未保存。请重新起草合同。</translation>
    </message>
    <message>
        <source>The parties sign one after the other: {first} comes first. No signature was kept.</source>
        <translation>各方须按顺序签署，应先由{first}签署。签字未保存。</translation>
    </message>
    <message>
        <source>The contract names another agent of {party} than {signer}. No signature was kept. Compare the name with the power of attorney.</source>
        <translation>合同载明的{party}代理人不是{signer}，签字未保存。请核对授权委托书上的姓名。</translation>
    </message>
    <message>
        <source>The power of attorney of {signer} is not valid today ({valid_from} to {valid_to}). No signature was kept. Somebody else signs, or a new one is brought.</source>
        <translation>{signer}的授权委托书今日不在有效期内（{valid_from} 至 {valid_to}），签字未保存。请更换签署人或补交授权委托书。</translation>
    </message>
    <message>
        <source>What was drawn for {party} hardly looks like a signature. Nothing was kept. Sign again, or say why it is kept.</source>
        <translation>{party}的笔迹不像签名，未保存。请重新签字，或写明保留理由。</translation>
    </message>
    <message>
        <source>The paper is not the approved text of {number}. No signature was kept. Compare the pages and scan again.</source>
        <translation>纸质文本与 {number} 的审定文本不一致，签字未保存。请核对各页后重新扫描。</translation>
    </message>
    <message>
        <source>This file is no page that can be read: {name}. Choose a PDF or pictures.</source>
        <translation>无法读取该文件：{name}。请选择 PDF 或图片。</translation>
    </message>
    <message>
        <source>The signing of {number} is on record already. Add a note to it instead.</source>
        <translation>{number} 的见证记录已生成，请改为补充说明。</translation>
    </message>
    <message>
        <source>Nobody has signed {number}: there is nothing to record.</source>
        <translation>{number} 尚无人签署，没有可记录的内容。</translation>
    </message>
    <message>
        <source>It is very short.</source>
        <translation>笔迹过短。</translation>
    </message>
    <message>
        <source>It was drawn in a moment.</source>
        <translation>书写时间过短。</translation>
    </message>
    <message>
        <source>It is one straight line.</source>
        <translation>笔迹是一条直线。</translation>
    </message>
    <message>
        <source>this page is missing</source>
        <translation>缺少此页</translation>
    </message>
    <message>
        <source>this page is there twice</source>
        <translation>此页重复</translation>
    </message>
    <message>
        <source>a page of another contract or text</source>
        <translation>不是本合同本次文本的页面</translation>
    </message>
    <message>
        <source>not in its place</source>
        <translation>页序不对</translation>
    </message>
    <message>
        <source>a page too many</source>
        <translation>多出的页面</translation>
    </message>
    <message>
        <source>looks different: something is missing or was added. Compare it by eye</source>
        <translation>与原文有差异（有缺失或添加），请人工核对</translation>
    </message>
    <message>
        <source>another character seems to stand here. Compare these places by eye</source>
        <translation>此处的字似与原文不同，请对照纸面核对</translation>
    </message>
    <message>
        <source>its characters could not be compared. Scan it straight, or read it whole</source>
        <translation>文字未能比对，请重新扫描放正，或通读核对</translation>
    </message>
    <message>
        <source>its code cannot be read. Compare it by eye</source>
        <translation>页码二维码无法识别，请人工核对</translation>
    </message>
    <message>
        <source>This must be somebody else.</source>
        <translation>须为另一人。</translation>
    </message>
    <message>
        <source>Contracts lapsed, not signed in time</source>
        <translation>合同逾期未签，已失效</translation>
    </message>
    <message>
        <source>Text printed to be signed</source>
        <translation>打印待签文本</translation>
    </message>
    <message>
        <source>Record of the signing written</source>
        <translation>生成见证记录</translation>
    </message>
    <message>
        <source>Note to the record of a signing</source>
        <translation>补充见证记录</translation>
    </message>
    <message>
        <source>Record of the signing printed</source>
        <translation>打印见证记录</translation>
    </message>
    <message>
        <source>The password does not open this file, or it is no .p12 file. Nothing was changed. Type the password its issuer gave you.</source>
        <translation>密码打不开这个文件，或者它不是 .p12 文件。什么都没有改。请输入颁发机构给的密码。</translation>
    </message>
    <message>
        <source>This certificate cannot seal: {problem} Nothing was changed; the old seal stays in use.</source>
        <translation>这张证书不能用来盖章：{problem}什么都没有改，仍用原来的印章。</translation>
    </message>
    <message>
        <source>The token does not answer. Nothing was changed. Is it plugged in, are library, names and PIN right? Some tokens lock themselves after a few wrong PINs.</source>
        <translation>密钥盘没有应答。什么都没有改。请检查是否插好，驱动库、名称和 PIN 是否正确。有的密钥盘 PIN 输错几次就会锁死。</translation>
    </message>
    <message>
        <source>This installation cannot speak to tokens. Nothing was changed. Install the program with its part for tokens.</source>
        <translation>本机安装的程序不支持密钥盘。什么都没有改。请安装带密钥盘支持的程序。</translation>
    </message>
    <message>
        <source>The time-stamp authority did not answer as it should. What is sealed stays sealed; a stamp that is owed is asked for again by itself.</source>
        <translation>时间戳机构没有正确应答。已盖章的不受影响；欠着的时间戳会自动再取。</translation>
    </message>
    <message>
        <source>No time stamp is owed for {number}. Nothing was changed.</source>
        <translation>{number} 不欠时间戳。什么都没有改。</translation>
    </message>
    <message>
        <source>The hall&apos;s seal cannot be used: {problem} Nothing was sealed, the signatures are safe. An administrator mends it on the page of the seal (Ctrl+H).</source>
        <translation>大厅的印章用不了：{problem}没有盖章，签字都在。请管理员在“印章”页处理（Ctrl+H）。</translation>
    </message>
    <message>
        <source>No time-stamp authority is named at this terminal. The stamp stays owed. An administrator names one on the page of the seal (Ctrl+H).</source>
        <translation>本机没有填写时间戳机构，时间戳仍然欠着。请管理员在“印章”页填写（Ctrl+H）。</translation>
    </message>
    <message>
        <source>its keys or their passphrase are not at this terminal.</source>
        <translation>本机没有它的密钥或口令。</translation>
    </message>
    <message>
        <source>the passphrase among the secrets does not open it.</source>
        <translation>保存的口令打不开它。</translation>
    </message>
    <message>
        <source>its certificate has ended.</source>
        <translation>证书已到期。</translation>
    </message>
    <message>
        <source>its certificate is not valid yet. Is this computer&apos;s clock right?</source>
        <translation>证书还没有生效。本机时间对吗？</translation>
    </message>
    <message>
        <source>its key was revoked.</source>
        <translation>密钥已吊销。</translation>
    </message>
    <message>
        <source>the token with its key does not answer.</source>
        <translation>存放密钥的密钥盘没有应答。</translation>
    </message>
    <message>
        <source>the file holds no key with its certificate.</source>
        <translation>文件里没有证书对应的密钥。</translation>
    </message>
    <message>
        <source>it was not issued for signing.</source>
        <translation>它不是签名用的证书。</translation>
    </message>
    <message>
        <source>This file cannot be read. Choose another.</source>
        <translation>这个文件读不了，请另选一个。</translation>
    </message>
    <message>
        <source>Write an address that begins with http:// or https://.</source>
        <translation>地址要以 http:// 或 https:// 开头。</translation>
    </message>
    <message>
        <source>The hall&apos;s own, renewed by itself</source>
        <translation>大厅自有，自动续期</translation>
    </message>
    <message>
        <source>Bought, renewed by hand</source>
        <translation>外购，人工续期</translation>
    </message>
    <message>
        <source>On a token, renewed by hand</source>
        <translation>在密钥盘上，人工续期</translation>
    </message>
    <message>
        <source>Seal changed</source>
        <translation>更换印章</translation>
    </message>
    <message>
        <source>Time stamp fetched</source>
        <translation>补取时间戳</translation>
    </message>
</context>
<context>
    <name>_MonthModel</name>
    <message>
        <source>{room}, {day}: {count} bookings</source>
        <translation>{room}，{day}：{count} 个预订</translation>
    </message>
</context>
</TS>
