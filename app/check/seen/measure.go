package seen

import (
	"fmt"
	"time"

	"sahel-explainer/app/browser"
)

// Label is a text or mark of a picture as Chromium has set it. Its box is in the picture's own units, from the x-height to the
// baseline and a little around: two lines of one label may touch with their tails.
type Label struct {
	Graphic, State, Text string
	X0, Y0, X1, Y1       float64
	// W and H are the picture's size, Size and Weight the text's.
	W, H, Size float64
	Weight     string
	// Mark: a round mark, not a text. Turned: the text does not stand upright, and its box says nothing of overlaps.
	Mark, Turned bool
}

// Text is a stretch of words as it stands on the page.
type Text struct {
	Graphic, State, Text string
	// Over is how far the words run out of the box that they stand in, Cut how much of them an element hides, in CSS pixels,
	// and By what hides them.
	Over, Cut float64
	By        string
	// Ink and Ground are the colours of the words and of what is behind them; Ground is empty where it could not be told.
	Ink, Ground string
	// Size is in CSS pixels.
	Size float64
	Bold bool
}

// Glyph is a character that words on the page use, with a text that has it.
type Glyph struct {
	Families, Char, Text, Graphic, State string
}

// Face is an @font-face of the page.
type Face struct{ Family, URL, Range string }

// Measured is what one page shows at one size.
type Measured struct {
	Labels []Label
	Texts  []Text
	Glyphs []Glyph
	Faces  []Face
	// Sideways is how far the page scrolls to the side, and Widest what makes it so.
	Sideways float64
	Widest   string
}

// unfold opens what is folded, lays out what is far away, and loads every face: a picture's come late where the machine is busy.
const unfold = `(document.querySelectorAll("details:not(.chrome details)").forEach(d=>d.open=true),
document.documentElement.dataset.whole="",
document.querySelectorAll(".form").forEach(f=>f.style.setProperty("content-visibility","visible")),
Promise.all([...document.fonts].map(f=>f.load().catch(()=>0))).then(()=>1))`

// Measure looks at the page in a tab, with everything folded unfolded and its fonts loaded. It looks at every state of every
// graphic that is laid out, whether shown at the moment or not.
func Measure(tab *browser.Tab) (*Measured, error) {
	return look(tab, false)
}

// MeasureLabels is Measure for labels and marks alone, which takes a tenth of the time.
func MeasureLabels(tab *browser.Tab) (*Measured, error) { return look(tab, true) }

func look(tab *browser.Tab, labels bool) (*Measured, error) {
	if err := tab.Eval(unfold, nil); err != nil {
		return nil, err
	}
	if err := tab.Wait(`document.fonts.status==="loaded"`, 15*time.Second); err != nil {
		return nil, fmt.Errorf("the page's fonts do not load: %w", err)
	}
	var m Measured
	return &m, tab.Eval(fmt.Sprintf("(%s)(%v)", measure, labels), &m)
}

// measure runs in the page; it stops after the labels if it is told true. Labels are told by .pic, graphics and states by data-graphic and data-state.
const measure = `(labels=>{
const out={Labels:[],Texts:[],Glyphs:[],Faces:[],Sideways:0,Widest:""};
const plain=s=>s.replace(/[\u2066-\u2069\u200e\u200f]/g,"").replace(/[ \t\n\r]+/g," ").trim();
const where=e=>{const g=e.closest("[data-graphic]"),s=e.closest("[data-state]");return {Graphic:g?g.dataset.graphic:"",State:g&&s?s.dataset.state:""}};
const short=e=>e.localName+(e.id?"#"+e.id:"")+(e.classList.length?"."+[...e.classList].join("."):"");

// Colours: any that CSS knows, as [r,g,b,a].
const ctx=Object.assign(document.createElement("canvas"),{width:1,height:1}).getContext("2d",{willReadFrequently:true}),colours=new Map();
const colour=c=>{let v=colours.get(c);if(!v){ctx.clearRect(0,0,1,1);ctx.fillStyle="#000";ctx.fillStyle=c;ctx.fillRect(0,0,1,1);const d=ctx.getImageData(0,0,1,1).data;
 v=[d[0],d[1],d[2],d[3]/255];colours.set(c,v)}return v};
const over=(a,b,o=1)=>{const k=a[3]*o;return [0,1,2].map(i=>a[i]*k+b[i]*(1-k)).concat(1)};
const hex=c=>"#"+c.slice(0,3).map(v=>Math.round(v).toString(16).padStart(2,"0")).join("");
const grounds=new Map();
const ground=e=>{if(!e)return colour("Canvas");let g=grounds.get(e);if(!g){const s=getComputedStyle(e);
 if(/url\(/.test(s.backgroundImage))g=null;else{const below=ground(e.parentElement);g=below&&over(colour(s.backgroundColor),below)}
 grounds.set(e,g)}return g};
const solid=e=>{let o=1;for(;e&&!e.matches(".layer,.form,body");e=e.parentElement)o*=+getComputedStyle(e).opacity;return o};

// What a text of a picture stands on: its own outline, else the shapes drawn before it at its two ends and its middle.
const shapes=new Map();
const shapesOf=svg=>{let l=shapes.get(svg);if(!l){l=[...svg.querySelectorAll("path,rect,circle,ellipse,polygon,use")].filter(e=>!e.closest("defs,clipPath,mask,symbol")).map(e=>{
 const s=getComputedStyle(e),shape=e.localName==="use"?document.querySelector(e.getAttribute("href")):e;
 return {e,shape,box:e.getBoundingClientRect(),fill:s.fill,o:s.fill==="none"?0:+s.fillOpacity*solid(e)}}).filter(x=>x.o>0&&x.shape&&x.shape.isPointInFill);shapes.set(svg,l)}return l};
const under=(t,r)=>{const s=getComputedStyle(t),svg=t.closest("svg"),base=ground(svg);if(!base)return null;
 if(s.stroke!=="none"&&/^stroke/.test(s.paintOrder)&&parseFloat(s.strokeWidth)>=2)return [over(colour(s.stroke),base,+s.strokeOpacity)];
 const list=shapesOf(svg).filter(x=>t.compareDocumentPosition(x.e)&Node.DOCUMENT_POSITION_PRECEDING&&x.box.left<r.right&&x.box.right>r.left&&x.box.top<r.bottom&&x.box.bottom>r.top);
 return [0.05,0.5,0.95].map(k=>{const p=new DOMPoint(r.left+r.width*k,r.top+r.height/2);
  return list.reduce((g,x)=>{let q=p.matrixTransform(x.e.getScreenCTM().inverse());
   if(x.e!==x.shape)q=new DOMPoint(q.x-x.e.x.baseVal.value,q.y-x.e.y.baseVal.value);
   return x.shape.isPointInFill(q)?over(colour(x.fill),g,x.o):g},base)})};
const light=c=>[0.2126,0.7152,0.0722].reduce((l,w,i)=>{const v=c[i]/255;return l+w*(v<=0.04045?v/12.92:((v+0.055)/1.055)**2.4)},0);
const apart=(a,b)=>{const x=light(a),y=light(b);return (Math.max(x,y)+0.05)/(Math.min(x,y)+0.05)};

// How much of a box its ancestors hide. One that scrolls hides nothing for good.
const hidden=(e,r,slack)=>{let cut=0,by="";for(let p=e;p&&p!==document.documentElement;p=p.parentElement){const s=getComputedStyle(p);
 if(/auto|scroll/.test(s.overflowX+s.overflowY))break;if(s.textOverflow==="ellipsis")return [0,""];
 const x=/hidden|clip/.test(s.overflowX),y=/hidden|clip/.test(s.overflowY);if(!x&&!y)continue;
 const b=p.getBoundingClientRect(),c=Math.max(x?b.left-r.left:0,x?r.right-b.right:0,y?b.top-r.top-slack:0,y?r.bottom-slack-b.bottom:0);
 if(c>cut){cut=c;by=short(p)}}return [cut,by]};

// Words for the ear alone: in a box of a pixel, clipped away, or wholly pushed out of a box that shows a sign in their place.
const unseen=(e,r)=>{for(;e&&e!==document.body;e=e.parentElement){const s=getComputedStyle(e);if(/inset\(50%|inset\(100%/.test(s.clipPath))return true;
 if(!/hidden|clip/.test(s.overflowX)||s.display==="inline")continue;
 if(e.clientWidth<=1||getComputedStyle(e,"::before").display==="block"&&r.top>=e.getBoundingClientRect().bottom)return true}return false};

// Titles of sources and words of other languages are left to the system's fonts.
const root=document.documentElement,foreign=e=>{const l=e.closest("[lang]");return l&&l.lang.slice(0,2)!==root.lang.slice(0,2)||!!e.closest(".sources li,.publishers,#story-sources")};
const chars=new Map();
const glyphs=(e,text,family)=>{if(foreign(e))return;let seen=chars.get(family);if(!seen)chars.set(family,seen=new Set());
 for(const c of text)if(!seen.has(c)){seen.add(c);if(!/[\p{C}\p{Z}\ufe0e\ufe0f]/u.test(c))out.Glyphs.push({Families:family,Char:c,Text:plain(text),...where(e)})}};

for(const p of document.querySelectorAll("[data-state] .pic")){if(p.getBoundingClientRect().width<=0)continue;
 const [, , W, H]=p.getAttribute("viewBox").split(" ").map(Number),at=where(p);
 for(const t of p.querySelectorAll("text")){const text=plain(t.textContent);if(!text)continue;
  const s=getComputedStyle(t),b=t.getBBox(),size=parseFloat(s.fontSize),m=t.getCTM(),mid=b.y+b.height/2;
  const Turned=/rotate|matrix/.test(t.getAttribute("transform")||""),bold=+s.fontWeight>=600;
  out.Labels.push({...at,Text:text,X0:b.x,X1:b.x+b.width,Y0:mid-size*0.42,Y1:mid+size*0.42,Size:size,Weight:s.fontWeight,W,H,Turned});
  if(labels)continue;
  const r=t.getBoundingClientRect(),below=under(t,r),ink=colour(s.fill),o=+s.fillOpacity*solid(t),x={...at,Text:text,Over:0,Ink:"",Ground:"",Size:size*Math.hypot(m.a,m.b),Bold:bold};
  [x.Cut,x.By]=hidden(p,r,size*0.25);
  if(below){const [g,c]=below.map(g=>[g,over(ink,g,o)]).sort((a,b)=>apart(a[0],a[1])-apart(b[0],b[1]))[0];x.Ink=hex(c);x.Ground=hex(g)}
  out.Texts.push(x);glyphs(t,t.textContent,s.fontFamily)}
 for(const c of p.querySelectorAll("circle")){const r=+c.getAttribute("r"),x=+c.getAttribute("cx"),y=+c.getAttribute("cy");
  if(r<9&&getComputedStyle(c).fill!=="none")out.Labels.push({...at,Text:"mark "+(c.dataset.row||""),Mark:true,X0:x-r,X1:x+r,Y0:y-r,Y1:y+r,W,H})}}
if(labels)return out;

const walk=document.createTreeWalker(document.body,NodeFilter.SHOW_TEXT),range=document.createRange();
for(let n;n=walk.nextNode();){const e=n.parentElement,text=plain(n.data);if(!text||e.closest("svg,script,style,noscript,template,.live"))continue;
 if(e.closest("option,select")){glyphs(e,n.data,getComputedStyle(e).fontFamily);continue}
 range.selectNodeContents(n);const r=range.getBoundingClientRect();if(r.width<2||r.height<2||e.closest(".skip")||unseen(e,r))continue;
 const s=getComputedStyle(e),size=parseFloat(s.fontSize);let b=e;while(getComputedStyle(b).display==="inline"&&b.parentElement)b=b.parentElement;
 const box=b.getBoundingClientRect(),x={...where(e),Text:text.slice(0,80),Over:Math.max(0,box.left-r.left,r.right-box.right),Size:size,Bold:+s.fontWeight>=600,Ink:"",Ground:""};
 for(let p=b;p&&p!==document.body;p=p.parentElement)if(/auto|scroll/.test(getComputedStyle(p).overflowX))x.Over=0;
 if(getComputedStyle(b).textOverflow==="ellipsis")x.Over=0;
 [x.Cut,x.By]=hidden(b,r,size*0.3);
 const g=ground(e);if(g&&s.visibility!=="hidden"||g&&e.closest(".layer")){x.Ink=hex(over(colour(s.color),g,solid(e)));x.Ground=hex(g)}
 out.Texts.push(x);glyphs(e,n.data,s.fontFamily)}

out.Sideways=Math.max(0,root.scrollWidth-root.clientWidth);
if(out.Sideways>0&&getComputedStyle(root).overflowX==="visible"){let far=0;for(const e of document.body.querySelectorAll("*")){const r=e.getBoundingClientRect(),d=Math.max(r.right-root.clientWidth,-r.left);
 if(r.width>0&&d>far){far=d;out.Widest=short(e)}}}
for(const sheet of document.styleSheets){let rules=[];try{rules=sheet.cssRules}catch{}
 for(const r of rules)if(r instanceof CSSFontFaceRule){const u=/url\("?([^")]+)"?\)/.exec(r.style.getPropertyValue("src"));
  if(u)out.Faces.push({Family:r.style.getPropertyValue("font-family").replace(/["']/g,""),URL:new URL(u[1],sheet.href||document.baseURI).href,Range:r.style.getPropertyValue("unicode-range")})}}
return out})`
